import pytest

from tests.rules.builders import check, found_by, found_in_rows, project, rows_of
from xladdin.domain.taxonomy import Taxonomy
from xladdin.rules.settings import Settings
from xladdin.rules.thresholds import Thresholds
from xladdin.rules.words import WordList, Words, WordTable


@pytest.mark.parametrize(
    "name",
    [
        "提升网上政务服务能力",
        "保障优良营商环境",
        "提高项目质量",
        "推进诚信体系建设",
        "大幅改善办公环境",
    ],
)
def test_r11_a_name_that_reads_like_a_goal_is_suspected(name: str) -> None:
    [finding] = found_in_rows("R11", f"社会效益|{name}|{name}|大幅提升|工作计划")

    assert (finding.severity.value, finding.origin.cell) == ("info", "C10")
    assert f"“{name}”以“{name[:2]}”开头，疑似是绩效目标" in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "社会效益|提升服务能力的程度|程度|优|问卷",
        "社会效益|减少投诉率|投诉率|≥10%|台账",
        "社会效益|服务能力提升情况|情况|优|问卷",
        "数量|保障人数|保障人数|5人|文件",
        "数量|保障车辆|保障车辆|5辆|文件",
        "社会效益|减少经济损失|减少损失|≥500万元|测算",
        "社会效益|营商环境|营商环境|优|问卷",
    ],
)
def test_r11_names_that_say_what_is_measured_are_fine(line: str) -> None:
    assert found_in_rows("R11", line) == []


@pytest.mark.parametrize(
    ("line", "message", "fix"),
    [
        (
            "质量|业务处理及时率|及时处理相关业务|≥95%|计划",
            "“业务处理及时率”中的“及时”说的是时效，疑似不属于质量",
            "产出指标下的时效指标",
        ),
        ("数量|补贴及时发放率|补贴及时发放率|100%|计划", "说的是时效", "时效指标"),
        ("成本|资金支付及时率|资金支付及时率|100%|计划", "说的是时效", "时效指标"),
        ("数量|验收合格率|验收合格率|100%|规范", "说的是质量，疑似不属于数量", "质量指标"),
        ("时效|发放准确率|发放准确率|100%|名册", "说的是质量，疑似不属于时效", "质量指标"),
        ("数量|维修费用|维修费用|≤5万元|合同书", "说的是成本", "产出指标下的成本指标"),
        ("质量|培训人数|培训人数|≥50人|计划", "说的是数量", "数量指标"),
        ("时效|检查次数|检查次数|≥12次|计划", "说的是数量", "数量指标"),
        (
            "社会效益|办事群众满意度|办事群众满意度|≥95%|问卷",
            "说的是服务对象满意度，疑似不属于社会效益",
            "满意度指标下的服务对象满意度指标",
        ),
        ("质量|学员满意度|学员满意度|≥95%|问卷", "说的是服务对象满意度", "满意度指标"),
    ],
)
def test_r12_a_row_in_the_wrong_class_is_suspected(line: str, message: str, fix: str) -> None:
    [finding] = found_in_rows("R12", line)

    assert (finding.severity.value, finding.origin.cell) == ("warning", "B10")
    assert message in finding.message
    assert "疑似" in finding.message
    assert fix in finding.fix


def test_r12_costs_have_a_class_of_their_own_in_the_taxonomy_of_2021() -> None:
    line = "数量|维修费用|维修费用|≤5万元|合同书"

    [finding] = found_in_rows("R12", line, taxonomy=Taxonomy.Y2021)

    assert "成本指标下的经济成本指标" in finding.fix


@pytest.mark.parametrize(
    "line",
    [
        "时效|业务处理及时率|及时处理相关业务|≥95%|计划",
        "质量|工程质量验收及时率|及时验收|≥95%|计划",  # a word for its own class
        "质量|业务处理率|及时处理业务的准确性|≥95%|计划",
        "质量|论文被引用次数|论文被引用|≥20次|计划",
        "质量|安全事故次数|安全事故次数|0次|责任书",
        "质量|事故死亡人数|事故死亡人数|0人|责任书",
        "数量|合格产品数量|合格产品数量|≥20件|计划",
        "数量|家庭医生签约率|签约率|≥40%|方案",
        "数量|规范性文件备案率|规范性文件备案率|100%|办法",
        "数量|完成投资额|完成投资额|≥5000万元|批复件",
        "时效|正常供水时间|正常供水时间|≥8760小时|合同书",
        "成本|费用支付率|支付费用占应付费用比例|≥60%|合同书",
        "成本|人均培训成本控制率|控制率|100%|办法",
        "经济效益|新增就业人数|新增就业人数|≥300人|计划",
        "社会效益|受益人次|受益人次|≥2万人次|台账",
        "服务对象满意度|办事群众满意度|满意度|≥95%|问卷",
    ],
)
def test_r12_clear_and_doubtful_rows_are_left_alone(line: str) -> None:
    assert found_in_rows("R12", line) == []


def test_r12_a_word_of_the_settings_that_names_no_class_counts_for_nothing() -> None:
    words = Words(class_words=WordTable.of(("时效", "及时"), ("其他", "人数")))
    lines = ("质量|处理及时率|处理|≥95%|计划", "质量|培训人数|培训人数|≥5人|计划")

    found = found_in_rows("R12", *lines, settings=Settings(words=words))

    assert [finding.origin.cell for finding in found] == ["B10"]
    assert "产出指标下的时效指标" in found[0].fix


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("工资发放的精确性", "工资发放的精准性"),
        ("工资发放的精确性", "工资发放精准性"),
        ("农村饮水安全工程覆盖率", "农村饮水安全工程普及率"),
    ],
)
def test_r14_a_few_letters_exchanged_are_suspected(name: str, description: str) -> None:
    [finding] = found_in_rows("R14", f"质量|{name}|{description}|100%|合同书")

    assert (finding.severity.value, finding.origin.cell) == ("info", "D10")
    assert f"“{description}”与三级指标“{name}”只差几个字，疑似" in finding.message


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("工资发放精准性", "工资发放精准性"),
        ("工资发放精准性", "工资发放的精准性"),
        ("检测设施数", "检测消防设施数"),
        ("空调维修及保养次数", "空调维修保养次数"),
        ("购置课桌椅数量", "购置课桌椅套数"),
        ("保障楼层数", "保障楼层数量"),
        ("大楼办公人员满意度", "满意度"),
        ("实际处理率", "实际踏勘项目占应踏勘项目比率"),
        ("工程验收合格率", "项目验收合格率"),
        ("网络数量", "专网数量"),
        ("保障人数", ""),
    ],
)
def test_r14_additions_and_other_descriptions_are_fine(name: str, description: str) -> None:
    assert found_in_rows("R14", f"质量|{name}|{description}|100%|合同书") == []


def test_r14_the_settings_say_how_alike_texts_have_to_be() -> None:
    line = "质量|工程验收合格率|项目验收合格率|100%|规范"
    looser = Settings(thresholds=Thresholds(least_similarity=70))

    assert len(found_in_rows("R14", line, settings=looser)) == 1


SAME = [f"数量|保障第{n}类人数|保障第{n}类人数|5人|文件" for n in "一二三"]


def test_r15_descriptions_that_repeat_the_name_are_counted_once_a_sheet() -> None:
    own = "质量|准确率|准确发放人数占比|100%|文件"

    [finding] = found_in_rows("R15", own, *SAME)

    assert (finding.severity.value, finding.origin.cell) == ("info", "D11")
    assert "本表有 3 行" in finding.message
    assert "第 11、12、13 行" in finding.message


def test_r15_a_few_of_them_are_let_through() -> None:
    assert found_in_rows("R15", *SAME[:2]) == []
    strict = Settings(thresholds=Thresholds(least_repeating_descriptions=1))
    [finding] = found_in_rows("R15", *SAME[:2], settings=strict)
    assert "第 10、11 行" in finding.message
    blank = "数量|保障人数||5人|文件"
    assert found_in_rows("R15", blank, settings=strict) == []
    none = Settings(thresholds=Thresholds(least_repeating_descriptions=0))
    assert found_in_rows("R15", blank, settings=none) == []


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("派遣人员满意度", "派遣人员"),
        ("公益岗人员满意度", "公益岗人员"),
        ("大楼办公人员满意度", "办公人员"),
        ("项目专家满意度", "专家"),
    ],
)
def test_r21_asking_those_who_are_paid_is_suspected(name: str, asked: str) -> None:
    [finding] = found_in_rows("R21", f"服务对象满意度|{name}|满意度|≥95%|问卷调查")

    assert (finding.severity.value, finding.origin.cell) == ("info", "C10")
    assert f"问的是{asked}，疑似不是项目的服务对象" in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "服务对象满意度|办事群众满意度|满意度|≥95%|问卷调查",
        "服务对象满意度|专家和企业满意度|满意度|≥95%|问卷调查",
        "服务对象满意度|对保安服务的满意度|办事群众对保安服务的满意度|≥95%|问卷调查",
        "质量|专家到场率|专家到场率|100%|签到表",
    ],
)
def test_r21_asking_those_served_is_fine(line: str) -> None:
    assert found_in_rows("R21", line) == []


def test_r21_takes_words_that_an_office_adds() -> None:
    words = Words(own_staff=WordList.of("驻村干部"))
    line = "服务对象满意度|驻村干部满意度|满意度|≥95%|问卷调查"

    assert len(found_in_rows("R21", line, settings=Settings(words=words))) == 1


def test_an_unknown_class_is_left_to_c14() -> None:
    rows = rows_of(["质量|处理及时率|及时处理业务|≥95%|计划"])
    rows[0] = ("产出指标", "质效指标", *rows[0][2:])

    findings = check(project(rows=rows))

    assert found_by("R12", findings) == []
    assert [f.origin.cell for f in found_by("C14", findings)] == ["B10"]
