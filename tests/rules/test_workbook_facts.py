from collections.abc import Sequence

import pytest

from tests.rules.builders import found_at_level, found_by, project, submission
from tests.rules.test_sample import workbook
from xladdin.domain.finding import Finding
from xladdin.domain.submission import Submission
from xladdin.rules.settings import STANDARD, Settings
from xladdin.rules.thresholds import Thresholds

Row = tuple[str, str]  # 三级指标, 指标值


def sent(*sheets: Sequence[Row], level2: str = "数量指标") -> Submission:
    """A workbook with those rows on its sheets."""
    projects = [
        project(
            n, rows=[("产出指标", level2, name, name, value, "工作计划") for name, value in rows]
        )
        for n, rows in enumerate(sheets, 1)
    ]
    return submission(*projects)


def counts(*rows: Row, level2: str = "数量指标") -> Submission:
    """A workbook with one row a sheet: its name and its value."""
    return sent(*([row] for row in rows), level2=level2)


def found(workbook: Submission, settings: Settings = STANDARD) -> list[Finding]:
    return found_by("W07", found_at_level("W", workbook, settings))


def test_w07_the_same_number_in_another_unit_is_an_info_with_both_cells() -> None:
    [finding] = found(counts(("服务楼层数", "9人"), ("检测楼层数", "9层")))

    assert (finding.severity.value, finding.origin.sheet, finding.origin.cell) == (
        "info",
        "项目2",
        "E10",
    )
    assert finding.message == (
        "疑似同一事实两表不一：本表 E10 “检测楼层数”为 9层，"
        "工作表“项目1”的 E10 “服务楼层数”为 9人，数相同而单位不同"
    )
    assert finding.content.startswith("9层｜9人｜")


def test_w07_a_fact_of_the_unit_has_one_number() -> None:
    [finding] = found(counts(("保障在职人数", "71人"), ("在职人员数量", "68名")))

    assert finding.origin.sheet == "项目2"
    assert "本表 E10 “在职人员数量”为 68名" in finding.message
    assert "“保障在职人数”为 71人，数不一致" in finding.message


@pytest.mark.parametrize(
    "rows",
    [
        (("保障人数", "5人"), ("保障人数", "7人")),  # each project has its own people
        (("评审数量", "12场"), ("评审数量", "12项")),
        (("培训人数", "50人"), ("参训人数", "50名")),
        (("检测楼层数", "9层"), ("保障楼层数", "≥3层")),
        (("在职人数", "71人"), ("在职人数", "≥70人")),
        (("在职人数", "71人"), ("在职人员体检人数", "60人")),
        (("慰问在职人员人数", "20人"), ("在职人数", "71人")),
        (("购置电脑数量", "2台"), ("购置车位数量", "2层")),
        (("在校学生数", "1200人"), ("受助学生数", "50人")),
        (("维修厕所数", "3间"), ("保洁员数", "3人")),
        (("受益学生数", "1人"), ("补助学生数", "1户")),  # small numbers are equal by chance
        (("整修道路长度", "12公里"), ("管护道路数量", "12条")),
    ],
)
def test_w07_is_silent_on_a_projects_own_quantities(rows: tuple[tuple[str, str], ...]) -> None:
    assert found(counts(*rows)) == []


def test_w07_one_sheet_other_classes_and_other_units_are_not_compared() -> None:
    one_sheet = sent([("服务楼层数", "9人"), ("检测楼层数", "9层")])
    cost = counts(("服务楼层数", "9人"), ("检测楼层数", "9层"), level2="成本指标")
    other_unit = submission(
        project(1, rows=[("产出指标", "数量指标", "在职人数", "在职人数", "71人", "名册")]),
        project(
            2,
            rows=[("产出指标", "数量指标", "在职人数", "在职人数", "30人", "名册")],
            unit_line="316003 政务服务中心",
        ),
    )

    assert [found(workbook) for workbook in (one_sheet, cost, other_unit)] == [[], [], []]


def test_w07_what_counts_as_chance_is_a_setting() -> None:
    rows = counts(("受益学生数", "2人"), ("补助学生数", "2户"))

    assert found(rows) == []
    assert found(rows, Settings(thresholds=Thresholds(fewest_equal_count=2))) != []


def test_the_sample_has_one_fact_stated_in_two_ways() -> None:
    assert found(workbook("316001")) == []
    [finding] = found(workbook("316003"))
    assert (finding.origin.sheet, finding.origin.cell) == ("项目4", "E10")
