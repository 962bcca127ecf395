from collections.abc import Sequence

import pytest

from tests.rules.builders import FORMULA_ERROR, NOT_CALCULATED, project, said_by, table, where
from xladdin.domain.finding import Finding
from xladdin.domain.taxonomy import Taxonomy
from xladdin.rules.settings import Settings
from xladdin.rules.thresholds import Thresholds

ROWS = table(
    """
    数量|改造道路长度|改造道路长度|3.5公里|施工合同
    质量|验收合格率|验收合格工程占比|100%|施工规范
    时效|完工时间|工程完工时间|10月底前|施工合同
    成本|改造费用|全部改造费用|≤180万元|评审报告
    社会效益|受益居民户数|沿线居民户数|≥300户|统计台账
    服务对象满意度|居民满意度|沿线居民满意度|≥90%|问卷
    """
)
ROWS_2021 = table(
    """
    经济成本|改造费用|全部改造费用|≤180万元|评审报告
    数量|改造道路长度|改造道路长度|3.5公里|施工合同
    质量|验收合格率|验收合格工程占比|100%|施工规范
    时效|完工时间|工程完工时间|10月底前|施工合同
    社会效益|受益居民户数|沿线居民户数|≥300户|统计台账
    服务对象满意度|居民满意度|沿线居民满意度|≥90%|问卷
    """,
    Taxonomy.Y2021,
)


def without(*places: int) -> list[list[str]]:
    return [row for place, row in enumerate(ROWS) if place not in places]


def with_value(place: int, column: int, value: object) -> list[list[object]]:
    rows: list[list[object]] = [list(row) for row in ROWS]
    rows[place][column] = value
    return rows


def said(rule: str, rows: Sequence[Sequence[object]], taxonomy: str = "2015版") -> list[Finding]:
    return said_by(rule, project(rows=rows), taxonomy=taxonomy)


@pytest.mark.parametrize("rule", ["S02", "S03", "S05", "S06", "S07", "S08", "S09"])
def test_a_complete_table_is_left_alone(rule: str) -> None:
    assert said(rule, ROWS) == []
    assert said(rule, ROWS_2021, "2021版") == []


@pytest.mark.parametrize(
    ("kept", "cell", "message"),
    [
        ((4, 5), "A10", "缺少产出指标："),
        ((0, 1, 2, 3, 5), "A10", "缺少效益指标："),
        ((5,), "A10", "缺少产出指标和效益指标："),
        ((), "B8", "缺少产出指标和效益指标："),
    ],
)
def test_s02_output_and_outcome_are_both_needed(
    kept: Sequence[int], cell: str, message: str
) -> None:
    [finding] = said("S02", [ROWS[place] for place in kept])

    assert (finding.severity.value, finding.origin.cell) == ("error", cell)
    assert message in finding.message


def test_s02_a_row_without_a_name_is_no_indicator() -> None:
    assert where(said("S02", with_value(4, 2, None))) == [("S02", "error", "A10")]
    assert said("S02", with_value(4, 2, NOT_CALCULATED)) == []


@pytest.mark.parametrize("level1", ["效益类", None, NOT_CALCULATED, FORMULA_ERROR])
def test_s02_waits_until_every_class_is_known(level1: object) -> None:
    assert said("S02", with_value(4, 0, level1)) == []


@pytest.mark.parametrize(
    ("missing", "cell", "message"),
    [
        ((0,), "B10", "产出指标中没有数量指标"),
        ((1, 2), "B10", "产出指标中没有质量指标、时效指标"),
        ((3,), "B10", "产出指标中没有成本指标"),
    ],
)
def test_s03_names_the_kinds_of_output_that_are_missing(
    missing: Sequence[int], cell: str, message: str
) -> None:
    [finding] = said("S03", without(*missing))

    assert (finding.severity.value, finding.origin.cell) == ("warning", cell)
    assert finding.message == message
    assert "审核说明" in finding.fix


def test_s03_in_2021_costs_are_no_output() -> None:
    assert said("S03", ROWS_2021[1:], "2021版") == []
    assert "没有时效指标" in said("S03", [*ROWS_2021[:3], *ROWS_2021[4:]], "2021版")[0].message


@pytest.mark.parametrize("level2", ["进度", None, NOT_CALCULATED])
def test_s03_waits_until_every_class_is_known(level2: object) -> None:
    assert said("S03", with_value(2, 1, level2)) == []


def test_s03_leaves_a_table_without_any_output_to_s02() -> None:
    assert said("S03", ROWS[4:]) == []


def test_s05_asks_for_satisfaction_at_the_end_of_the_table() -> None:
    [finding] = said("S05", without(5))

    assert (finding.severity.value, finding.origin.cell) == ("warning", "A14")
    assert finding.message == "没有满意度指标"
    assert said("S05", ROWS_2021[:5], "2021版") != []


def test_s05_waits_until_every_class_is_known_and_there_is_a_row() -> None:
    assert said("S05", [*without(5), ["满意程度", "", "居民满意度", "", "≥90%", ""]]) == []
    assert said("S05", []) == []


REVIEWS = table(
    """
    数量|评审数量|水土保持评审数量|≤12场|台账
    数量|评审数量|立项评审数量|≤20场|台账
    数量|评审数量|环境评审数量|≤50场|台账
    """
)


def test_s06_proposes_the_descriptions_as_names() -> None:
    [finding] = said("S06", [*REVIEWS, *ROWS[1:]])

    assert (finding.severity.value, finding.origin.cell) == ("warning", "C11")
    assert finding.message == "数量指标中有 3 行三级指标同名“评审数量”（C10、C11、C12）"
    assert finding.fix.endswith(
        "C10 改为“水土保持评审数量”、C11 改为“立项评审数量”、C12 改为“环境评审数量”"
    )


def test_s06_a_name_is_the_same_with_spaces_and_once_is_enough() -> None:
    rows = [
        ROWS[0],
        ["产出指标", "数量指标", "改造 道路长度", "慢行道", "1公里", "合同"],
        *ROWS[1:],
    ]

    [finding] = said("S06", rows)

    assert "（C10、C11）" in finding.message
    assert "C11 改为“慢行道”" in finding.fix


def test_s06_a_row_that_stands_twice_is_to_be_deleted() -> None:
    [finding] = said("S06", [ROWS[0], *ROWS])

    assert finding.message.endswith("，内容也相同")
    assert finding.fix == "重复的行只留一行"


def test_s06_equal_descriptions_are_no_names() -> None:
    other = ["产出指标", "数量指标", "改造道路长度", "改造道路长度", "5公里", "合同"]

    [finding] = said("S06", [ROWS[0], other, *ROWS[1:]])

    assert finding.fix == "改成各不相同的名称，写明各自衡量的是什么"


def test_s06_and_s07_share_the_work() -> None:
    cost = ["产出指标", "成本指标", "改造道路长度", "道路改造费用", "≤10万元", "合同"]
    rows = [*ROWS[:4], cost, *ROWS[4:]]

    [finding] = said("S07", rows)

    assert said("S06", rows) == []
    assert (finding.severity.value, finding.origin.cell) == ("info", "C14")
    assert "数量指标和成本指标用了同一个三级指标名称“改造道路长度”（C10、C14）" in finding.message
    assert finding.fix.endswith("可用绩效指标描述：C14 改为“道路改造费用”")


def test_s07_is_silent_within_a_class_and_where_a_class_is_unknown() -> None:
    assert said("S07", [*REVIEWS, *ROWS[1:]]) == []
    assert said("S07", [*ROWS, ["产出指标", "费用", "改造道路长度", "", "1万元", ""]]) == []


@pytest.mark.parametrize(
    ("count", "cell", "message"),
    [
        (4, "B13", "只有 4 条指标，一般不少于 5 条"),
        (5, "", ""),
        (10, "B15", "数量指标有 6 条，一般不超过 5 条"),
        (21, "B30", "有 21 条指标，一般不超过 20 条"),
    ],
)
def test_s09_counts_the_rows_of_the_table_and_of_each_class(
    count: int, cell: str, message: str
) -> None:
    quantities = [[*ROWS[0][:2], f"第{n}段长度", "", "1公里", "合同"] for n in range(count - 4)]

    findings = said("S09", [*quantities, *ROWS[1:5]])

    assert [(f.severity.value, f.origin.cell, f.message) for f in findings] == (
        [("info", cell, message)] if cell else []
    )


def test_s09_the_limits_are_settings_and_no_rows_are_s02s_matter() -> None:
    strict = Settings(thresholds=Thresholds(fewest_indicators=8))

    assert said_by("S09", project(rows=ROWS), settings=strict) != []
    assert said("S09", []) == []
