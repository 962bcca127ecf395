"""Mends: which are proposed, which go together, and that making them does no harm."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbook.contents import GOOD_ROWS, project, row, sample_units
from xladdin.domain.content import DepartmentIdentity, ProjectContent, UnitContent
from xladdin.domain.entry import Entry, ErrorValue, FormulaState
from xladdin.domain.finding import Edit, Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.errors import UsageError
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.reading import read_submission
from xladdin.rules import fixes
from xladdin.rules.engine import check_submission
from xladdin.rules.fixes import Mend, chosen_numbers, proposed_mends, with_mends
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.templates import build_unit_workbook

FILE = "表.xlsx"
NOBODY = DepartmentIdentity("316", "行政审批局", 2024)
MAX_ROUNDS = 6


def workbook_of(path: Path, *projects: ProjectContent) -> WorkbookGrid:
    build_unit_workbook(path, UnitContent(NOBODY, "316009", "直属中心", projects=projects))
    return read_workbook(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fixes")


@pytest.fixture(scope="module")
def troubled(folder: Path) -> WorkbookGrid:
    """An amount with its unit and a share above 100%."""
    rows = (row(level3="开通率", target_value="≥100%"), *GOOD_ROWS[1:])
    sheet = project(budget="13.48万", indicators=rows)
    return workbook_of(folder / "troubled.xlsx", sheet)


def edits_of(mends: tuple[Mend, ...], rule: str) -> list[tuple[str, str, str]]:
    found = [edit for mend in mends if mend.rule == rule for edit in mend.edits]
    return [(edit.origin.cell, edit.before, edit.after_text) for edit in found]


def test_each_rule_that_knows_a_mend_is_heard(troubled: WorkbookGrid) -> None:
    proposal = proposed_mends(troubled)

    assert ("E10", "≥100%", "100%") in edits_of(proposal.mends, "R06")
    assert ("C4", "13.48万", "13.48") in edits_of(proposal.mends, "C07")


def test_mends_stand_in_the_order_of_the_workbook(troubled: WorkbookGrid) -> None:
    rows = [int(mend.edits[0].origin.cell[1:]) for mend in proposed_mends(troubled).mends]

    assert rows == sorted(rows)


def test_only_the_rules_named_are_asked(troubled: WorkbookGrid) -> None:
    assert {mend.rule for mend in proposed_mends(troubled, rules=("R06",)).mends} == {"R06"}
    with pytest.raises(UsageError, match="没有编号为 R99 的规则"):
        proposed_mends(troubled, rules=("R06", "R99"))


def test_a_cell_that_is_closed_is_left_alone(troubled: WorkbookGrid) -> None:
    mends = proposed_mends(troubled, is_closed=lambda cell: cell.cell == "E10").mends

    assert edits_of(mends, "R06") == []
    assert edits_of(mends, "C07") != []


# --- findings that no rule has (yet) --------------------------------------------------------------


def entry(
    value: str | ErrorValue | None, cell: str, formula: FormulaState = FormulaState.NONE
) -> Entry:
    return Entry(value, Origin(FILE, "项目1", cell), formula)


def edit(cell: str, before: str, after: str | Decimal | None) -> Edit:
    return Edit(Origin(FILE, "项目1", cell), before, after)


def finding(severity: Severity, *edits: Edit, rule: str = "C19") -> Finding:
    return Finding(rule, severity, "全角字符", "改为半角", edits[0].origin, edits=edits)


def proposed_for(
    monkeypatch: pytest.MonkeyPatch, entries: list[Entry], *findings: Finding
) -> fixes.Proposal:
    def found(*_: object) -> Iterator[Finding]:
        yield from findings

    monkeypatch.setattr(fixes, "all_findings", found)
    cells = {(int(e.origin.cell[1:]), ord(e.origin.cell[0]) - 64): e for e in entries}
    return proposed_mends(WorkbookGrid(FILE, (SheetGrid(FILE, "项目1", cells),)))


def test_formulas_and_unreadable_cells_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        entry("１", "A1", formula=FormulaState.CALCULATED),
        entry(None, "A2", formula=FormulaState.NOT_CALCULATED),
        entry(ErrorValue("#REF!"), "A3"),
        entry("２", "A4"),
    ]
    found = [
        finding(Severity.ERROR, edit("A1", "１", "1")),
        finding(Severity.ERROR, edit("A2", "", "1")),
        finding(Severity.ERROR, edit("A3", "#REF!", "1")),
        finding(Severity.ERROR, edit("A4", "２", "2"), edit("A1", "１", "1")),
        finding(Severity.ERROR, edit("A4", "别的", "2")),
        finding(Severity.ERROR, edit("A4", "２", "２")),
    ]
    assert proposed_for(monkeypatch, entries, *found) == fixes.Proposal(())


def test_of_two_mends_of_a_cell_the_graver_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [entry("２", "A1"), entry("３", "A2")]
    mild = finding(Severity.INFO, edit("A1", "２", "二"), edit("A2", "３", "三"))
    grave = finding(Severity.WARNING, edit("A2", "３", "3"), rule="C21")
    same = finding(Severity.INFO, edit("A2", "３", "3"), rule="R23")

    proposal = proposed_for(monkeypatch, entries, mild, grave, same)

    assert [mend.rule for mend in proposal.mends] == ["C21"]
    assert proposal.later == 1


def test_what_is_explained_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def explained(found: list[Finding], *_: object) -> list[Finding]:
        return [replace(each, explanation="合同如此约定") for each in found]

    entries = [entry("２", "A1"), entry("３", "A2")]
    warning = finding(Severity.WARNING, edit("A1", "２", "2"))
    error = finding(Severity.ERROR, edit("A2", "３", "3"))
    monkeypatch.setattr(fixes, "with_explanations", explained)

    (mend,) = proposed_for(monkeypatch, entries, warning, error).mends
    assert mend.edits == error.edits


def test_a_part_of_a_cell_is_mended_in_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    goals = entry("1.接通３村\n\n2.覆盖４村", "B8")
    both = finding(
        Severity.INFO,
        edit("B8", "1.接通３村", "1.接通3村"),
        edit("B8", "2.覆盖４村", "2.覆盖4村"),
    )
    (mend,) = proposed_for(monkeypatch, [goals], both).mends
    assert mend.edits == (edit("B8", "1.接通３村\n\n2.覆盖４村", "1.接通3村\n\n2.覆盖4村"),)

    unclear = finding(Severity.INFO, edit("B8", "村", "个村"))  # stands there twice
    assert proposed_for(monkeypatch, [goals], unclear).mends == ()


def test_a_mend_is_shown_row_by_row() -> None:
    whole = Edit(Origin(FILE, "项目1", "G7"), "", Decimal("0.5"), is_percent=True)
    mend = Mend("S11", "有空格", (edit("B7", "1", None), whole, edit("A10", "产出", "产出指标")))

    assert [(each.cells, each.before, each.after) for each in mend.shown()] == [
        ("B7、G7", "1 ｜ （空）", "（空） ｜ 50%"),
        ("A10", "产出", "产出指标"),
    ]


# --- choosing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("2", {2}),
        (" 1,3-5 ", {1, 3, 4, 5}),
        ("１", {1}),
        ("1，3～4、7", {1, 3, 4, 7}),
        ("5到7 2", {2, 5, 6, 7}),
        ("全部", {1, 2, 3, 4, 5, 6, 7}),
        ("　无 ", set()),
        ("8", None),
        ("0", None),
        ("5-3", None),
        ("", None),
        ("都改", None),
        ("1,x", None),
        ("99999999999", None),
    ],
)
def test_numbers_are_chosen_as_people_write_them(answer: str, numbers: set[int] | None) -> None:
    if numbers is None:
        with pytest.raises(UsageError, match="请填 1 到 7 的序号"):
            chosen_numbers(answer, 7)
    else:
        assert chosen_numbers(answer, 7) == numbers


# --- no harm --------------------------------------------------------------------------------------


def errors_of(grid: WorkbookGrid) -> set[tuple[str, str, str]]:
    found = check_submission(read_submission(grid))
    return {(f.rule, f.origin.sheet, f.origin.cell) for f in found if f.severity is Severity.ERROR}


def revealed(error: tuple[str, str, str], mends: tuple[Mend, ...]) -> bool:
    """Whether an error could only be seen once a text of its sheet had become a number."""
    rule, sheet, _ = error
    edits = [edit for mend in mends for edit in mend.edits if edit.origin.sheet == sheet]
    return rule.startswith("S") and any(isinstance(edit.after, Decimal) for edit in edits)


def mended_until_nothing_is_left(grid: WorkbookGrid) -> WorkbookGrid:
    for _ in range(MAX_ROUNDS):
        proposal = proposed_mends(grid)
        if not proposal.mends:
            return grid
        before = errors_of(grid)
        grid = with_mends(grid, proposal.mends)
        new = errors_of(grid) - before
        assert [error for error in new if not revealed(error, proposal.mends)] == []
    pytest.fail(f"still mending: {proposal.mends}")


@pytest.mark.parametrize("code", ["316001", "316003"])
def test_the_sample_is_mended_in_a_few_rounds(code: str, folder: Path) -> None:
    path = folder / f"{code}.xlsx"
    build_unit_workbook(path, sample_units()[code])
    grid = read_workbook(path)

    mended = mended_until_nothing_is_left(grid)

    assert errors_of(mended) <= errors_of(grid)
    before, after = (read_submission(each) for each in (grid, mended))
    assert after.indicator_count == before.indicator_count


TEXTS = st.sampled_from(
    [
        "≥100%",
        "≥ 95 %",
        "95",
        "＞9５％",
        "3 月底",
        "大于等于5个",
        "优良",
        "1-3人",
        "100％",
        "",
        "=3",
    ]
)
NAMES = st.sampled_from(["政务 外网", "宽带（一期)", "网络\u200b费用", "ＡＢＣ系统", "培训费"])
AMOUNTS = st.sampled_from(["13.48", "13.48万", "13.480001", "2000万", " 5 ", "1,234.5", None])
SHARES = st.tuples(*[st.sampled_from([None, "0.25", "25%", "２５％", "1", "100"])] * 4)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(TEXTS, NAMES, NAMES), min_size=1, max_size=4), NAMES, AMOUNTS, SHARES)
def test_mends_make_no_new_errors_and_come_to_an_end(
    folder: Path,
    rows: list[tuple[str, str, str]],
    name: str,
    amount: str | None,
    shares: tuple[str | None, ...],
) -> None:
    indicators = [
        row(level3=level3, description=description, target_value=value)
        for value, level3, description in rows
    ]
    sheet = project(
        name=name,
        budget=amount,
        fiscal=amount,
        shares=shares,
        indicators=(*indicators, *GOOD_ROWS),
    )
    mended_until_nothing_is_left(workbook_of(folder / "any.xlsx", sheet))
