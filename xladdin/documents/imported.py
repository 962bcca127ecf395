"""What an import takes out of a document, and what it could not place: nothing is dropped."""

from dataclasses import dataclass

from xladdin.domain.content import DepartmentContent, UnitContent


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of the document's text and the field that took it.

    ``where`` is the place in the document (第 5 页, 第 12 行, 表 3 第 2 行), ``field`` the place
    in the workbooks (316001 项目1 资金用途). The taken texts of a field, spaces aside, are its
    content.
    """

    text: str
    where: str
    field: str


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A piece of the document's text that no field took, and why."""

    text: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A document as workbooks: one content a unit, the department's own part where it has one."""

    units: tuple[UnitContent, ...]
    department: DepartmentContent | None
    placed: tuple[Placed, ...]
    left_over: tuple[LeftOver, ...]
