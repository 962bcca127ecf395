from decimal import Decimal

import pytest

from tests.rules.builders import found_in_rows, percent, project, rows_of, rows_with, submission
from xladdin.domain.taxonomy import Taxonomy
from xladdin.rules.context import Context
from xladdin.rules.engine import all_findings
from xladdin.rules.settings import Settings
from xladdin.rules.thresholds import Thresholds
from xladdin.rules.words import Words, WordTable


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "数量|服务楼层数|服务楼层数量|9人|合同书",
            "单位“人”与三级指标“服务楼层数”疑似不符，一般用层",
        ),
        ("数量|保障人数|保障人数|5个|合同书", "一般用人、名、位"),
        ("数量|检查次数|检查次数|≥12户|计划表", "一般用次"),
        ("数量|受益户数|受益户数|≥500人|名册", "一般用户、家"),
        ("数量|道路里程|道路里程|3条|批复件", "一般用公里"),
        ("数量|维修面积|维修面积|≥300米|方案", "一般用平方米、亩"),
        ("质量|检修合格率|检修合格率|≥95个|记录", "一般用%"),
        ("成本|人工费用|人工费用|3人|合同书", "一般用元、万元"),
        ("时效|完成时限|完成时限|100%|合同书", "一般用日、月"),
    ],
)
def test_r05_a_unit_that_does_not_fit_the_name_is_suspected(line: str, message: str) -> None:
    [finding] = found_in_rows("R05", line)

    assert (finding.severity.value, finding.origin.cell) == ("warning", "E10")
    assert message in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "数量|服务楼层数|服务楼层数量|9层|合同书",
        "数量|培训人数|培训人数|≥1.2万人|计划表",
        "数量|在校学生人数|在校学生人数|300名学生|名册",
        "数量|培训人次|培训人次|≥500人次|计划表",
        "数量|检查次数|检查次数|≥2次/月|计划表",
        "数量|事故次数|事故次数|0起|台账",
        "数量|检修频率|检修频率|≥4次|合同书",
        "质量|屏幕分辨率|分辨率|≥300像素|合同书",
        "质量|孕产妇死亡率|死亡率|≤0.1‰|规划",
        "社会效益|就业增长率|增长率|≥2个百分点|规划",
        "成本|公里养护成本|养护成本|≤1.2万元/公里|定额",
        "成本|费用|降低费用|≥5%|决算",
        "成本|设备费用|设备费用|≤5万|合同书",  # R23 asks for 万元
        "时效|办结时限|办结时限|≤5个工作日|承诺书",
        "时效|完成时限|完成时限|12月底|合同书",
        "时效|办理时限|时限内办结率|≥95%|合同书",
        "数量|保障情况|保障人数|5辆|合同书",
        "数量|保障人数|保障人数|5|合同书",
        "服务对象满意度|群众满意度|群众满意度|≥90分|问卷",
    ],
)
def test_r05_fitting_units_and_other_names_are_fine(line: str) -> None:
    assert found_in_rows("R05", line) == []


def test_r05_reads_the_table_of_the_settings() -> None:
    words = Words(name_units=WordTable.of(("盏, 套", "路灯数")))
    lines = ("数量|维护路灯数|维护路灯数|≥500个|台账", "数量|新增路灯数|新增路灯数|≥50盏|台账")

    [finding] = found_in_rows("R05", *lines, settings=Settings(words=words))

    assert finding.origin.cell == "E10"
    assert "一般用盏、套" in finding.message


def test_r16_a_ratio_among_the_costs_is_suspected_to_lack_an_amount() -> None:
    [finding] = found_in_rows("R16", "成本|保险缴纳标准性|缴纳费用占应缴费用比率|100%|工资表")

    assert (finding.severity.value, finding.origin.cell) == ("info", "E10")
    assert "“保险缴纳标准性”的指标值“100%”是比率，疑似没有写明金额" in finding.message
    of_2021 = "经济成本|成本控制率|成本控制率|≤100%|批复件"
    assert len(found_in_rows("R16", of_2021, taxonomy=Taxonomy.Y2021)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "成本|印刷费用|印刷费用|≤3万元|合同书",
        "成本|成本节约率|节约资金占比|≥3%|决算",
        "质量|工资发放准确率|工资发放准确率|100%|工资表",
        "成本|印刷费用|印刷费用|低|合同书",
    ],
)
def test_r16_amounts_savings_and_other_classes_are_fine(line: str) -> None:
    assert found_in_rows("R16", line) == []


@pytest.mark.parametrize("name", ["基本工资", "困难学生补助", "采购单价", "收费标准"])
def test_r17_a_price_is_suspected_to_lack_what_it_is_for(name: str) -> None:
    [finding] = found_in_rows("R17", f"成本|{name}|{name}数额|2200元|文件")

    assert (finding.severity.value, finding.origin.cell) == ("info", "E10")
    assert "“2200元”疑似缺少口径" in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "成本|基本工资|基本工资|2200元/人·月|文件",
        "成本|基本工资|每人每月基本工资|2200元|文件",
        "成本|月工资|月工资|2200元|文件",
        "成本|单套价格|单套价格|245元|合同书",
        "成本|保安工资|保安工资|≤27.11万元|合同书",
        "成本|补助资金|补助资金|50000元|文件",
        "成本|一次性补助|补助|2000元|文件",
        "成本|印刷费用|印刷费用|2200元|合同书",
    ],
)
def test_r17_prices_that_say_it_and_totals_are_fine(line: str) -> None:
    assert found_in_rows("R17", line) == []


def test_r17_the_settings_say_from_where_on_an_amount_is_a_total() -> None:
    settings = Settings(thresholds=Thresholds(highest_price=1000))

    assert found_in_rows("R17", "成本|基本工资|工资|2200元|文件", settings=settings) == []


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("≥95百分比", "≥95%"),
        ("百分之九十五", "95%"),
        ("百分之95以上", "95%以上"),
        ("不低于百分之95", "不低于95%"),
    ],
)
def test_r23_percentages_are_written_with_the_sign(value: str, after: str) -> None:
    [finding] = found_in_rows("R23", f"质量|检修合格率|检修合格率|{value}|记录")

    assert (finding.severity.value, finding.origin.cell) == ("info", "E10")
    assert "写法不规范" in finding.message
    [edit] = finding.edits
    assert (edit.before, edit.after) == (value, after)
    assert finding.fix == f"改为 {after}"


@pytest.mark.parametrize(
    ("line", "message", "fix"),
    [
        ("成本|设备费用|设备费用|≤5万|合同书", "单位“万”写法不规范", "单位改为 万元"),
        ("数量|宽带带宽|宽带带宽值|≥200M|合同书", "单位“M”写法不规范", "单位改为 Mbps"),
        ("数量|专线速率|专线速率|100兆|合同书", "单位“兆”写法不规范", "单位改为 Mbps"),
        ("数量|服务人数|服务人数|≥1500人次|台账", "单位写的是“人次”，不是“人”", "单位改为人"),
        ("数量|培训人次|培训人次|≥300人|台账", "单位写的是“人”，不是“人次”", "单位改为人次"),
    ],
)
def test_r23_other_spellings_are_told_and_left_to_people(line: str, message: str, fix: str) -> None:
    [finding] = found_in_rows("R23", line)

    assert (finding.severity.value, finding.origin.cell) == ("info", "E10")
    assert message in finding.message
    assert fix in finding.fix
    assert finding.edits == ()


@pytest.mark.parametrize(
    "line",
    [
        "质量|检修合格率|检修合格率|≥95%|记录",
        "质量|检修合格率|检修合格率|≥95％|记录",
        "数量|发电量|发电量|≥5万|台账",  # of what, a program can't say
        "数量|硬盘容量|硬盘容量|500M|合同书",
        "数量|培训人数|培训人数|≥300人|台账",
        "数量|培训人次|培训人次|≥300人次|台账",
        "成本|设备费用|设备费用|≤5万元|合同书",
    ],
)
def test_r23_usual_spellings_are_fine(line: str) -> None:
    assert found_in_rows("R23", line) == []


def test_r23_a_cell_that_excel_shows_as_a_percentage_is_fine() -> None:
    rows = rows_with({1: {"target_value": percent("0.95")}, 0: {"target_value": Decimal(3)}})
    book = submission(project(rows=rows))

    assert "R23" not in {finding.rule for finding in all_findings(book, Context.of(book))}


def test_each_suspicion_says_so() -> None:
    lines = (
        "数量|服务楼层数|服务楼层数量|9人|合同书",
        "成本|标准性|标准性|100%|工资表",
        "成本|基本工资|基本工资|2200元|文件",
    )
    book = submission(project(rows=rows_of(lines)))
    told = {f.rule: f.message for f in all_findings(book, Context.of(book))}

    assert all("疑似" in told[rule] for rule in ("R05", "R16", "R17"))
