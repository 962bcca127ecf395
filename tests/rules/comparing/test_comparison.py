"""Senders, projects and cells side by side: what is the same one, and what is told of it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.consolidation.departments import department, own_submission, unit_submission
from tests.rules.builders import own_workbook
from tests.rules.comparing.editions import SAMPLE, changes, edition, one, shown, statement
from tests.workbook import contents
from xladdin.domain.content import ProjectContent
from xladdin.domain.origin import Origin
from xladdin.rules.comparing.comparison import compare
from xladdin.rules.comparing.editions import Edition, edition_of_department, statement_of
from xladdin.rules.comparing.results import Basis, Comparison, State

CODES = [f"13030624P0058511056{n}" for n in range(10)]
ROWS = (
    contents.row(level3="检修合格率", description="检修合格设备占比"),
    contents.row(level3="检修及时率", description="检修及时设备占比"),
)


def project(number: int, name: str = "", budget: str = "10", **values: Any) -> ProjectContent:
    code = str(values.pop("code", CODES[number]))
    made = contents.project(code=code, name=name or f"{'甲乙丙丁戊'[number]}类支出", budget=budget)
    return replace(made, **values)


def states(comparison: Comparison) -> dict[str, State]:
    return {item.shown.project_name.text: item.state for item in comparison.projects}


def bases(comparison: Comparison) -> list[Basis | None]:
    return [item.basis for item in comparison.projects]


def test_a_project_is_known_by_its_code_whatever_its_name() -> None:
    comparison = compare(
        one([project(1)]), one([project(1, "大楼维修工程", code=CODES[1].lower())])
    )

    assert states(comparison) == {"大楼维修工程": State.RENAMED}
    assert bases(comparison) == [Basis.CODE]
    assert ("改动", "项目名称", "乙类支出", "大楼维修工程") in changes(comparison)


def test_a_project_is_known_by_its_name_without_the_code() -> None:
    comparison = compare(one([project(1)]), one([project(1, code=CODES[7])]))

    assert states(comparison) == {"乙类支出": State.CHANGED}
    assert changes(comparison) == [("改动", "项目编码", CODES[1], CODES[7])]


def test_last_years_project_is_the_same_one_and_not_renamed() -> None:
    last = [project(1, "2024年公益岗人员费用"), project(2, "2024年劳务派遣费用")]
    this = [
        project(3, "2025年劳务派遣费用", budget="12"),
        project(4, "2025年公益岗人员费用"),
    ]

    comparison = compare(one(last), one(this))

    assert set(states(comparison).values()) == {State.CHANGED}
    assert bases(comparison) == [Basis.NAME_OF_ANOTHER_YEAR] * 2
    assert ("改动", "项目名称", "2024年公益岗人员费用", "2025年公益岗人员费用") in changes(
        comparison
    )


def test_a_project_with_other_code_and_name_is_known_by_its_indicators() -> None:
    old = [*SAMPLE[:3]]
    new = [SAMPLE[0], replace(SAMPLE[1], code=CODES[7], name="城镇公益性岗位补贴"), SAMPLE[2]]

    comparison = compare(one(old), one(new))

    assert states(comparison)["城镇公益性岗位补贴"] is State.RENAMED
    assert bases(comparison)[1] is Basis.LIKENESS


def test_projects_alike_in_name_only_are_two() -> None:
    old = [project(1, "政务大厅宽带费用", indicators=ROWS)]
    new = [project(2, "政务大厅维护费用", indicators=(contents.row(level3="维护面积"),))]

    assert states(compare(one(old), one(new))) == {
        "政务大厅维护费用": State.ADDED,
        "政务大厅宽带费用": State.REMOVED,
    }


def test_copied_indicators_make_a_project_the_same_in_its_place_only() -> None:
    old = [project(1, "大楼维修", indicators=ROWS), project(2, "保洁费用")]
    here = [project(3, "宽带租用", indicators=ROWS), project(2, "保洁费用")]

    assert states(compare(one(old), one(here)))["宽带租用"] is State.RENAMED
    assert states(compare(one(old), one(here[::-1])))["宽带租用"] is State.ADDED


def test_a_code_that_stands_twice_is_told_apart_by_the_names() -> None:
    twice = [project(1, "宽带费用"), project(1, "维修费用", budget="7")]

    comparison = compare(one(twice), one([twice[1], twice[0]]))

    assert set(states(comparison).values()) == {State.UNCHANGED}
    assert comparison.senders[0].moved == 1


def test_a_row_put_in_is_one_line_with_its_place() -> None:
    more = contents.row(level3="疏浚里程", description="河道疏浚里程", target_value="9公里")
    old, new = project(1, indicators=ROWS), project(1, indicators=(ROWS[0], more, ROWS[1]))

    comparison = compare(one([old]), one([new], "new.xlsx"))

    (_, change), *others = comparison.senders[0].all_changes()
    whole = "产出指标｜数量指标｜疏浚里程｜河道疏浚里程｜9公里｜工作计划"
    assert (others, shown(change)) == ([], ("新增", "指标", "", whole))
    assert change.at.origin == Origin("new.xlsx", "项目1", "C11")
    assert change.line == "疏浚里程"


def test_a_changed_cell_has_both_places() -> None:
    moved_down = (contents.row(level3="疏浚里程"), replace(ROWS[0], target_value="9个"), ROWS[1])

    comparison = compare(
        one([project(1, indicators=ROWS)]), one([project(1, indicators=moved_down)], "new.xlsx")
    )

    change = next(c for _, c in comparison.senders[0].all_changes() if c.label == "指标值")
    assert (change.line, change.old and change.old.origin) == (
        "检修合格率",
        Origin("old.xlsx", "项目1", "E10"),
    )
    assert change.new is not None
    assert change.new.origin == Origin("new.xlsx", "项目1", "E11")


def test_a_row_in_another_class_is_the_same_row() -> None:
    other = replace(ROWS[0], level2="质量指标")

    comparison = compare(
        one([project(1, indicators=ROWS)]), one([project(1, indicators=(other, ROWS[1]))])
    )

    assert changes(comparison) == [("改动", "二级指标", "数量指标", "质量指标")]


def test_amounts_have_exact_differences() -> None:
    comparison = compare(one([project(1, budget="20.005")]), one([project(1, budget="20.01")]))

    (changed,) = comparison.projects
    assert changed.amounts[0].difference == Decimal("0.005")
    assert [c.difference for c in changed.changes if c.label == "预算数"] == [Decimal("0.005")]
    assert comparison.totals[0].difference == Decimal("0.005")


def test_an_amount_that_was_blank_or_unreadable() -> None:
    old = [project(1, other=None), project(2, budget="5万")]
    new = [project(1, other=Decimal(3)), project(2, budget="5")]

    comparison = compare(one(old), one(new))

    differences = {c.label: c.difference for _, c in comparison.senders[0].all_changes()}
    assert differences == {"其他资金": Decimal(3), "预算数": None}
    assert comparison.unread == 1


def test_goals_are_aligned_and_numbers_that_shift_are_no_change() -> None:
    old = project(1, goals=("1.保障大厅宽带。", "2.更新规则库。"))
    new = project(1, goals=("1.购置办公设备。", "2.保障大厅宽带。", "3.更新规则库并检测。"))

    assert changes(compare(one([old]), one([new]))) == [
        ("新增", "绩效目标", "", "1.购置办公设备。"),
        ("改动", "绩效目标", "2.更新规则库。", "3.更新规则库并检测。"),
    ]


def test_blanks_and_widths_are_no_change() -> None:
    old = project(1, fund_use="用于宽带费用（3层）")
    new = project(1, fund_use="用于 宽带费用(３层)\n")

    assert not compare(one([old]), one([new])).has_changes


def test_sheets_not_filled_in_are_no_projects() -> None:
    comparison = compare(one([project(1)]), one([project(1), ProjectContent()]))

    assert states(comparison) == {"乙类支出": State.UNCHANGED}


def test_projects_without_code_and_name_are_known_by_their_sheet() -> None:
    nameless = contents.project(code="", name="", budget="1")

    comparison = compare(one([nameless]), one([replace(nameless, budget=Decimal(2))]))

    assert bases(comparison) == [Basis.SHEET]


# --- departments ---------------------------------------------------------------------------------


def units(*codes: str, projects: tuple[ProjectContent, ...] = SAMPLE[:2]) -> Edition:
    return edition(*(statement(projects, f"{code}.xlsx", (code, f"单位{code}")) for code in codes))


def test_units_that_came_or_are_missing_bring_and_take_their_projects() -> None:
    old = edition(
        statement([project(1)], "1.xlsx", ("316001", "甲")),
        statement([project(2)], "2.xlsx", ("316002", "乙")),
    )
    new = edition(
        statement([project(1)], "1.xlsx", ("316001", "甲")),
        statement([project(3)], "3.xlsx", ("316003", "丙")),
    )

    comparison = compare(old, new)

    assert [sender.shown.unit_code for sender in comparison.senders] == [
        "316001",
        "316002",
        "316003",
    ]
    assert states(comparison) == {
        "乙类支出": State.UNCHANGED,
        "丙类支出": State.REMOVED,
        "丁类支出": State.ADDED,
    }


def test_a_unit_with_another_code_is_known_by_its_name() -> None:
    old = edition(
        statement([project(1)], unit=("316001", "甲")), statement([], unit=("316002", "乙"))
    )
    new = edition(
        statement([project(1)], unit=("316009", "甲")), statement([], unit=("316002", "乙"))
    )

    comparison = compare(old, new)

    assert set(states(comparison).values()) == {State.UNCHANGED}
    assert changes(comparison) == [("改动", "单位编码", "316001", "316009")]


def test_a_project_that_another_unit_has_now_is_the_same_one() -> None:
    old = edition(
        statement([project(1), project(2)], unit=("316001", "甲")),
        statement([project(3)], unit=("316002", "乙")),
    )
    new = edition(
        statement([project(1)], unit=("316001", "甲")),
        statement([project(3), project(2)], unit=("316002", "乙")),
    )

    comparison = compare(old, new)

    taken = next(item for item in comparison.projects if item.from_unit)
    assert (taken.shown.project_name.text, taken.from_unit) == ("丙类支出", "316001")
    assert taken.state is State.CHANGED
    assert comparison.count(State.UNCHANGED) == 2
    assert changes(comparison) == [("改动", "单位编码", "316001", "316002")]


def test_one_workbook_is_compared_with_its_unit_alone() -> None:
    whole = units("316001", "316002", "316003")
    alone = edition(statement(SAMPLE[:1], "new.xlsx", ("316002", "单位316002")), is_whole=False)

    forth, back = compare(whole, alone), compare(alone, whole)

    assert [sender.shown.unit_code for sender in forth.senders] == ["316002"]
    assert (forth.count(State.REMOVED), back.count(State.ADDED)) == (1, 1)


def test_two_workbooks_belong_together_whatever_unit_they_name() -> None:
    comparison = compare(
        one(SAMPLE[:2]),
        edition(statement(SAMPLE[:2], "new.xlsx", ("316009", "别的单位")), is_whole=False),
    )

    assert comparison.count(State.UNCHANGED) == 2
    assert [label for _, label, _, _ in changes(comparison)] == ["单位编码", "单位名称"]


def test_the_departments_own_targets() -> None:
    old = statement_of(own_workbook(file="old.xlsx"))
    new = statement_of(
        own_workbook(
            overall="全面提升政务服务水平和效能。",
            sub_goals=(("优化营商环境", "满意度≥90%"), ("保障网络运行", "网络畅通率≥99%")),
            measures=(),
        )
    )

    comparison = compare(edition(old), edition(new))

    assert changes(comparison) == [
        ("改动", "总体绩效目标", "全面提升政务服务水平。", "全面提升政务服务水平和效能。"),
        ("新增", "分项绩效目标", "", "优化营商环境｜满意度≥90%"),
        ("删除", "工作保障措施", "加强支出管理｜按进度支付，及时跟进。", ""),
    ]


def test_targets_that_came_or_went_as_a_whole() -> None:
    sent = unit_submission("a.xlsx", "316001", "甲", SAMPLE[:1])
    own = own_submission("own.xlsx", contents.sample_department())
    without, with_own = (
        edition_of_department(department(*files), "收件箱") for files in ([sent], [sent, own])
    )

    comparison = compare(without, with_own)

    assert [sender.shown.is_own for sender in comparison.senders] == [False, True]
    assert comparison.has_changes
    assert not comparison.senders[0].has_changes


def test_a_copy_to_the_letter_is_told_as_such() -> None:
    (same,) = compare(one(SAMPLE), one(SAMPLE, "new.xlsx")).senders
    (other,) = compare(one(SAMPLE), one(SAMPLE[:2], "new.xlsx")).senders

    assert (same.is_unchanged_copy, other.is_unchanged_copy) == (True, False)


def test_nothing_with_nothing() -> None:
    comparison = compare(edition(), edition())

    assert not comparison.has_changes
    assert [pair.difference for pair in comparison.totals] == [0, 0, 0]
