"""S08: the rows of the indicator table in the order of their classes."""

from collections.abc import Iterator, Sequence

from xladdin.domain.entry import FormulaState
from xladdin.domain.finding import Edit, Severity
from xladdin.domain.project import BudgetProject, Indicator
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.registry import Problem, Problems, project_rule
from xladdin.rules.wording import listed


@project_rule("S08", Severity.INFO, "排序")
def rows_in_order(project: BudgetProject, context: Context) -> Problems:
    """指标按一级、二级指标的规定次序排列，同一个二级指标的各行排在一起。

    次序为数量、质量、时效、成本、经济效益、社会效益、生态效益、可持续影响、满意度（2021版成本
    在最前），公开时各表一致才便于对照。整理时同一个二级指标内的各行先后不变。有认不出或归错的，
    先由 C14、R01 提示。

    来源：财预〔2015〕88号（列举次序）；公开样例
    """
    rows = context.rows(project)
    places = context.taxonomy.places
    ranks = [places.get((row.level1, row.level2), -1) for row in rows]
    if -1 in ranks:
        return
    misplaced = next((i for i in range(1, len(ranks)) if ranks[i] < ranks[i - 1]), None)
    if misplaced is None:
        return
    row, before = rows[misplaced], rows[misplaced - 1]
    yield Problem(
        row.cells.level2,
        f"{_class_of(row)}排在{_class_of(before)}之后，没有按规定次序",
        f"按次序排列：{listed(_classes_in_order(rows, ranks))}；同一个二级指标的排在一起",
        edits=_moves(project, ranks),
    )


def _class_of(row: JudgedRow) -> str:
    return row.level2 or ""


def _classes_in_order(rows: Sequence[JudgedRow], ranks: Sequence[int]) -> Iterator[str]:
    named = dict(zip(ranks, map(_class_of, rows), strict=True))
    return (named[rank] for rank in sorted(named))


def _moves(project: BudgetProject, ranks: Sequence[int]) -> tuple[Edit, ...]:
    """All six cells of every row that moves; none where a cell could change or be left behind."""
    if project.unplaced:
        return ()
    rows = project.indicators
    order = sorted(range(len(rows)), key=ranks.__getitem__)  # stable: rows of a class keep theirs
    moves = [(rows[place], rows[moved]) for place, moved in enumerate(order) if place != moved]
    edits: list[Edit] = []
    columns = ""
    for there, moved in moves:
        texts = _plain_texts(moved)
        letters = _columns(there)
        columns = columns or letters
        if texts is None or not letters or letters != columns:
            return ()
        edits += [
            Edit(entry.origin, entry.text, text or None)
            for entry, text in zip(there.entries, texts, strict=True)
        ]
    return tuple(edits)


def _plain_texts(row: Indicator) -> list[str] | None:
    """The typed texts of a row; None where one is a number, a formula, or would become one."""
    texts: list[str] = []
    for entry in row.entries:
        value = "" if entry.value is None else entry.value
        if entry.formula is not FormulaState.NONE or not isinstance(value, str):
            return None
        if value[:1] == "=":
            return None
        texts.append(value)
    return texts


def _columns(row: Indicator) -> str:
    """The letters of the row's columns; empty where a cell stands elsewhere.

    A class that is printed once for several rows stands in the first of them.
    """
    number = str(row.row)
    cells = [entry.origin.cell for entry in row.entries]
    letters = [cell.removesuffix(number) for cell in cells]
    return " ".join(letters) if all(map(str.isalpha, letters)) else ""
