import pytest

from tests.rules.builders import check, found_by, found_in_rows, project, rows_of
from xladdin.domain.taxonomy import Taxonomy
from xladdin.rules.settings import Settings
from xladdin.rules.thresholds import Thresholds
from xladdin.rules.words import WordList, Words


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("每月2次", "把数值“2次”写在文字中"),
        ("约95%", "把数值“95%”写在文字中"),
        ("接到通知后2小时内到场", "把数值“2小时”写在文字中"),
        ("2024年提升3个百分点", "把数值“3个百分点”写在文字中"),
        ("三个工作日内", "用汉字写数"),
        ("不超过三个工作日", "用汉字写数"),
        ("≥", "在比较符号之后没有数值"),
        ("≥良好水平", "在比较符号之后没有数值"),
    ],
)
def test_r02_a_number_that_cannot_be_read_is_a_warning(value: str, message: str) -> None:
    [finding] = found_in_rows("R02", f"质量|响应情况|接报处理情况|{value}|运维合同书")

    assert (finding.severity.value, finding.origin.cell) == ("warning", "E10")
    assert message in finding.message


def test_r02_shows_the_number_in_digits() -> None:
    [finding] = found_in_rows("R02", "时效|办结时间|办结时间|三个工作日内|服务承诺书")

    assert finding.fix == "数值用阿拉伯数字，如 3个工作日内"


@pytest.mark.parametrize(
    "value",
    [
        "≥95%",
        "2次/月",
        "优秀",
        "7月底",
        "1:13",
        "7×24小时",
        "T+1",
        "5G网络覆盖",
        "GB3095-2012二级标准",
        "符合财库〔2016〕198号",
        "大力保障",
        "一流水平",
        "一致",
        "三定方案",
        "十分满意",
    ],
)
def test_r02_other_values_are_read_or_wordings(value: str) -> None:
    assert found_in_rows("R02", f"质量|服务情况|服务情况|{value}|运维合同书") == []


def test_r02_leaves_satisfaction_to_r22() -> None:
    rows = rows_of(["服务对象满意度|群众满意度|群众满意度|约9成|问卷调查"])

    assert [f.rule for f in check(project(rows=rows)) if f.origin.cell == "E10"] == ["R22"]


@pytest.mark.parametrize(
    "value",
    [
        "大力保障",
        "大幅提升",
        "使用正常",
        "保障需求",
        "进一步巩固零成本成果",
        "有效提升",
        "长期",
        "及时",
    ],
)
@pytest.mark.parametrize("level2", ["质量", "社会效益", "可持续影响"])
def test_r09_a_wording_without_measure_is_suspected(level2: str, value: str) -> None:
    [finding] = found_in_rows("R09", f"{level2}|服务情况|服务情况|{value}|合同书")

    assert (finding.severity.value, finding.origin.cell) == ("warning", "E10")
    assert f"“{value}”疑似无法衡量" in finding.message


@pytest.mark.parametrize(
    "value",
    [
        "优",
        "达标",
        "服务达标",
        "验收合格",
        "符合国家标准",
        "通过验收",
        "全覆盖",
        "零事故",
        "无重大事故",
        "较上年提高",
        "是",
        "健全",
        "完成",
        "优于Ⅲ类",
        "≥95%",
        "1:13",
        "三个工作日内",
        "2024年",
    ],
)
def test_r09_measurable_wordings_are_fine(value: str) -> None:
    assert found_in_rows("R09", f"质量|服务情况|服务情况|{value}|合同书") == []


def test_r09_takes_words_that_an_office_adds() -> None:
    words = Words(measurable_words=WordList.of("明显改善"))
    row = "社会效益|出行条件|出行条件|明显改善|合同书"

    assert found_in_rows("R09", row, settings=Settings(words=words)) == []
    assert len(found_in_rows("R09", row)) == 1


def test_r09_costs_to_society_may_be_told_in_words_but_measurable_ones() -> None:
    vague = "社会成本|施工扰民情况|施工扰民情况|影响较小|环评报告"

    [finding] = found_in_rows("R09", vague, taxonomy=Taxonomy.Y2021)

    assert finding.origin.cell == "E10"
    assert found_in_rows("R10", vague, taxonomy=Taxonomy.Y2021) == []


@pytest.mark.parametrize(
    ("level2", "value", "fix"),
    [
        ("数量", "若干", "≥12次"),
        ("数量", "按需", "≥12次"),
        ("数量", "全年", "≥12次"),
        ("数量", "优", "≥12次"),
        ("时效", "及时", "12月底前"),
        ("时效", "网络时时畅通", "12月底前"),
        ("时效", "优", "12月底前"),
        ("成本", "按预算执行", "≤3万元"),
        ("成本", "7月底", "≤3万元"),
    ],
)
def test_r10_counted_classes_need_numbers(level2: str, value: str, fix: str) -> None:
    line = f"{level2}|服务情况|服务情况|{value}|合同书"
    [finding] = found_in_rows("R10", line)

    assert (finding.severity.value, finding.origin.cell) == ("warning", "E10")
    assert f"{level2}指标的指标值“{value}”不是数值" in finding.message
    assert fix in finding.fix
    assert found_in_rows("R09", line) == []


@pytest.mark.parametrize(
    ("level2", "value"),
    [
        ("数量", "≥12次"),
        ("数量", "1:13"),
        ("数量", "每月2次"),
        ("时效", "12月底前"),
        ("时效", "全年"),
        ("时效", "按月发放"),
        ("时效", "当日办结"),
        ("时效", "三个工作日内"),
        ("时效", "7×24小时"),
        ("时效", "100%"),
        ("成本", "≤3万元"),
        ("质量", "及时"),
    ],
)
def test_r10_numbers_and_times_are_fine(level2: str, value: str) -> None:
    assert found_in_rows("R10", f"{level2}|服务情况|服务情况|{value}|合同书") == []


def test_r10_economic_costs_of_2021_are_amounts() -> None:
    line = "经济成本|采购成本|采购成本|按需|合同书"

    assert len(found_in_rows("R10", line, taxonomy=Taxonomy.Y2021)) == 1


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("满意", "不是百分数"),
        ("较高", "不是百分数"),
        ("≥90分", "不是百分数"),
        ("九成以上", "不是百分数"),
        ("≥70%", "低于 80%，目标偏低"),
        ("70%-90%", "低于 80%，目标偏低"),
        ("95%-105%", "超过 100%"),
    ],
)
def test_r22_satisfaction_is_a_share_of_80_percent_or_more(value: str, message: str) -> None:
    [finding] = found_in_rows("R22", f"服务对象满意度|群众满意度|群众满意度|{value}|问卷调查")

    assert (finding.severity.value, finding.origin.cell) == ("warning", "E10")
    assert value in finding.message
    assert message in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "服务对象满意度|群众满意度|群众满意度|≥80%|问卷调查",
        "服务对象满意度|群众满意度|群众满意度|≥95|问卷调查",  # R04 asks for the unit
        "服务对象满意度|群众不满意率|不满意群众占比|≤5%|问卷调查",
        "服务对象满意度|患者投诉率|投诉患者占比|≤1%|投诉台账",
        "服务对象满意度|政策知晓率|群众知晓率|≥70%|问卷调查",
        "社会效益|群众满意度|群众满意度|≥70%|问卷调查",
    ],
)
def test_r22_leaves_other_rows_alone(line: str) -> None:
    assert found_in_rows("R22", line) == []


def test_r22_compares_with_the_number_of_the_settings() -> None:
    stricter = Settings(thresholds=Thresholds(lowest_satisfaction=90))
    line = "服务对象满意度|贫困群众满意度|贫困群众满意度|≥85%|问卷调查"

    [finding] = found_in_rows("R22", line, settings=stricter)

    assert "低于 90%" in finding.message


def test_r22_gives_way_to_text_behind_the_number() -> None:
    rows = rows_of(["服务对象满意度|群众满意度|群众满意度|≥60%问卷|问卷调查"])

    assert [f.rule for f in check(project(rows=rows)) if f.origin.cell == "E10"] == ["R03"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("成本|印刷费用|印刷费用|≥3万元|合同书", "成本应控制在限额以内"),
        ("成本|人均培训费|人均培训费|≥400元/人|合同书", "成本应控制在限额以内"),
        ("数量|评审数量|立项评审|≤20场|合同书", "数量指标用 ≤"),
        ("质量|验收合格率|验收合格率|≤95%|合同书", "质量指标用 ≤"),
        ("时效|办理及时率|办理及时率|≤95%|合同书", "时效指标用 ≤"),
        ("社会效益|服务覆盖率|服务覆盖率|＜90%|合同书", "这项效益用 ≤"),
        ("服务对象满意度|群众满意度|群众满意度|≤95%|问卷", "服务对象满意度指标用 ≤"),
        ("时效|办结时限|办结时限|≥5个工作日|承诺书", "时限越短越好"),
        ("时效|故障响应时间|故障响应时间|2小时以上|合同书", "时限越短越好"),
        ("社会效益|群众投诉率|群众投诉率|≥5%|台账", "投诉越少越好"),
        ("质量|安全事故次数|安全事故次数|≥2次|责任书", "事故越少越好"),
    ],
)
def test_r07_a_comparison_against_the_sense_is_suspected(line: str, message: str) -> None:
    [finding] = found_in_rows("R07", line)

    assert (finding.severity.value, finding.origin.cell) == ("warning", "E10")
    assert "疑似方向不符" in finding.message
    assert message in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "成本|印刷费用|印刷费用|≤3万元|合同书",
        "成本|印刷费用|印刷费用|3万元|合同书",
        "成本|最低工资标准|不低于最低工资|≥2000元/月|文件",
        "成本|成本节约额|节约成本|≥3万元|决算",
        "成本|费用支付率|费用支付率|≥60%|合同书",
        "数量|聘用辅警人数|聘用辅警|≤120人|批复件",
        "数量|培训天数|每期天数|≤5天|办法",
        "质量|设备故障率|设备故障率|≤2%|合同书",
        "质量|药占比|药品收入占比|≤30%|方案",
        "质量|谷物含水率|含水率|≤14%|标准",
        "质量|水中溶解氧浓度|溶解氧浓度|≥5mg/L|标准",
        "质量|案件差错率|差错率|≤1%|办法",
        "时效|服务期限|服务期限|≥1年|合同书",
        "时效|逾期率|逾期率|≤1%|办法",
        "时效|办结时限|办结时限|≤5个工作日|承诺书",
        "社会效益|投诉处理率|投诉处理率|≥98%|办法",
        "社会效益|隐患整改数量|整改隐患数量|≥50处|台账",
        "社会效益|事故下降率|比上年下降的比例|≥10%|决算",
        "数量|援助案件数量|援助案件数量|≥200件|台账",
    ],
)
def test_r07_other_directions_are_right(line: str) -> None:
    assert found_in_rows("R07", line) == []


def test_r07_asks_compared_with_which_year_where_less_is_meant() -> None:
    [finding] = found_in_rows("R07", "社会效益|减少投诉率|减少投诉率|≥10%|工作计划")

    assert (finding.severity.value, finding.origin.cell) == ("info", "E10")
    assert "疑似缺少基期" in finding.message
    assert found_in_rows("R07", "社会效益|减少投诉率|比上年减少|≥10%|工作计划") == []
    assert found_in_rows("R07", "社会效益|减少投诉率|减少投诉率|≥10%|2023年为20%") == []


def test_graver_and_more_special_rules_take_the_cell() -> None:
    rows = rows_of(
        [
            "质量|服务质量|服务质量|合同约定|合同约定",
            "时效|支付及时|支付及时情况|及时|合同书",
            "社会效益|大幅改善环境|环境改善|大幅改善|合同书",
        ]
    )
    found = {f.origin.cell: f.rule for f in check(project(rows=rows)) if f.origin.cell[0] == "E"}

    assert found == {"E10": "R08", "E11": "R10", "E12": "R09"}
    assert found_by("R09", check(project(rows=rows[:2]))) == []
