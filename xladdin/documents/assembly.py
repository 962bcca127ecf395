"""What the parts of a document say, as workbooks: the projects by unit, the department's own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from xladdin.documents.department_part import DepartmentPart, read_department_part
from xladdin.documents.finding import Finder
from xladdin.documents.form_reading import FormContent
from xladdin.documents.identity import (
    department_code_of,
    department_name_of,
    title_of,
    year_of,
)
from xladdin.documents.imported import Imported, LeftOver, Placed
from xladdin.documents.reasons import ANOTHER_UNIT_NAME, FORM_WORDS, NO_FIELD
from xladdin.domain.content import (
    DepartmentContent,
    DepartmentIdentity,
    MeasureContent,
    SubGoalContent,
    UnitContent,
)
from xladdin.domain.submission import Cover, DepartmentTargets
from xladdin.domain.taxonomy import Taxonomy, detect_taxonomy, taxonomy_in
from xladdin.domain.text import squeeze
from xladdin.form import layout

YEAR_UNKNOWN = 0
"""The year of a document that states none."""


@dataclass(slots=True)
class _Unit:
    """A unit's forms in the document's order."""

    code: str
    name: str
    forms: list[FormContent] = field(default_factory=list)

    def taxonomy(self) -> Taxonomy | None:
        """The indicator classes that its rows follow."""
        rows = (row for form in self.forms for row in form.project.indicators)
        return detect_taxonomy((row.level1, row.level2) for row in rows)


def assembled(
    contents: Sequence[FormContent], found: Finder, left_over: Sequence[LeftOver]
) -> Imported:
    """One content a unit, the department's own part, and the whole account."""
    units = _units(contents, found.cover)
    part = read_department_part(found.prose)
    title = title_of(part.not_placed)
    identity = _identity(units, found.cover, title[1:] if title else ("", None))
    placed = [*found.placed, *part.placed]
    left = [*left_over, *found.left_over]
    for line in part.not_placed:
        if title is not None and line is title[0]:
            placed.append(Placed(line.text, line.where, FORM_WORDS))
        elif squeeze(line.text) == squeeze(identity.name):
            placed.append(Placed(line.text, line.where, layout.DEPARTMENT_NAME.label))
        else:
            left.append(LeftOver(line.text, line.where, NO_FIELD))
    for unit in units:
        for number, form in enumerate(unit.forms, 1):
            placed += _named(unit, number, form)
            left += form.left_over
            if squeeze(form.unit_name) not in {"", squeeze(unit.name)}:
                left.append(
                    LeftOver("", _place(unit, number), f"{ANOTHER_UNIT_NAME}：{form.unit_name}")
                )
    return Imported(
        tuple(_unit_content(unit, identity, found.cover) for unit in units),
        _department(identity, part, found.targets),
        tuple(placed),
        tuple(left),
    )


def _units(contents: Sequence[FormContent], cover: Cover | None) -> list[_Unit]:
    """The forms by unit: by its code or, where a form has none, by its name."""
    code = cover.unit_code.text.strip() if cover else ""
    name = cover.unit_name.text.strip() if cover else ""
    units: dict[str, _Unit] = {}
    for form in contents:
        own_code, own_name = form.unit_code, form.unit_name
        if not (own_code or own_name):
            own_code, own_name = code, name
        unit = units.setdefault(own_code or squeeze(own_name), _Unit(own_code, own_name))
        unit.name = unit.name or own_name
        unit.forms.append(form)
    return list(units.values())


def _identity(
    units: Sequence[_Unit], cover: Cover | None, title: tuple[str, int | None]
) -> DepartmentIdentity:
    """What a cover says, else the title page, else the units."""
    projects = [form.project for unit in units for form in unit.forms]
    code = department_code_of(unit.code for unit in units)
    name = title[0] or department_name_of([unit.name for unit in units])
    year = title[1] or year_of(projects)
    if cover is not None:
        code = cover.department_code.text.strip() or code
        name = cover.department.text.strip() or name
        year = cover.year or year
    stated = cover.round.text.strip() if cover else ""
    return DepartmentIdentity(
        code, name, year or YEAR_UNKNOWN, stated if stated in layout.ROUNDS else layout.ROUNDS[0]
    )


def _unit_content(unit: _Unit, identity: DepartmentIdentity, cover: Cover | None) -> UnitContent:
    stated = taxonomy_in(cover.taxonomy.text) if cover else None
    return UnitContent(
        replace(identity, code=department_code_of([unit.code]) or identity.code),
        unit.code,
        unit.name or identity.name,
        stated or unit.taxonomy() or Taxonomy.Y2015,
        tuple(form.project for form in unit.forms),
    )


def _named(unit: _Unit, number: int, form: FormContent) -> Iterator[Placed]:
    place = _place(unit, number)
    return (replace(piece, field=f"{place} {piece.field}") for piece in form.placed)


def _place(unit: _Unit, number: int) -> str:
    return f"{unit.code or unit.name} {layout.PROJECT_SHEET_PREFIX}{number}".strip()


def _department(
    identity: DepartmentIdentity, part: DepartmentPart, targets: DepartmentTargets | None
) -> DepartmentContent | None:
    if targets is not None:
        return DepartmentContent(
            identity,
            targets.overall_goal.text,
            tuple(SubGoalContent(g.goal.text, g.indicators.text) for g in targets.sub_goals),
            tuple(MeasureContent(m.heading.text, m.text.text) for m in targets.measures),
        )
    if part.is_empty:
        return None
    return DepartmentContent(
        identity, part.overall_text, part.sub_goal_contents(), part.measure_contents()
    )
