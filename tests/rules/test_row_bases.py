import pytest

from tests.rules.builders import FILE, found_by, found_in_rows, project, rows_of, submission
from xladdin.domain.finding import Finding
from xladdin.rules.context import Context
from xladdin.rules.engine import all_findings
from xladdin.rules.settings import STANDARD, Settings
from xladdin.rules.thresholds import Thresholds
from xladdin.rules.words import WordList, Words


def rows_with_bases(*bases: str) -> list[str]:
    return [f"数量|第{n}类件数|办件数|≥5件|{basis}" for n, basis in enumerate(bases, 1)]


def test_r18_vague_bases_are_counted_once_a_sheet() -> None:
    lines = rows_with_bases("批复〔2023〕5号", "历史经验", "根据工作计划", "合同约定、工作要求。")

    [finding] = found_in_rows("R18", *lines)

    assert (finding.severity.value, finding.origin.cell) == ("info", "F11")
    assert "本表有 3 行的指标值确定依据比较笼统，如“历史经验”" in finding.message
    assert "第 11、12、13 行" in finding.message


@pytest.mark.parametrize(
    "bases",
    [
        ("历史经验", "工作计划"),
        ("2023年工作计划", "2022年历史经验", "保洁服务合同", "财政局批复"),
        ("历史标准", "行业标准", "计划标准"),
        ("问卷调查", "工资表", "测算表"),
        ("", "", ""),
        ("、", "和", "。"),
    ],
)
def test_r18_few_and_specific_bases_are_fine(bases: tuple[str, ...]) -> None:
    assert found_in_rows("R18", *rows_with_bases(*bases)) == []


def test_r18_the_settings_say_what_is_vague_and_from_how_many_on() -> None:
    strict = Settings(
        thresholds=Thresholds(least_vague_bases=1),
        words=Words(vague_bases=WordList.of("领导指示")),
    )

    [finding] = found_in_rows("R18", *rows_with_bases("历史经验", "领导指示"), settings=strict)

    assert finding.origin.cell == "F11"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("服务对象满意度|群众满意度|群众满意度|≥95%|历史经验", "满意度要通过调查得出"),
        ("服务对象满意度|群众满意度|群众满意度|≥95%|三定方案", "满意度要通过调查得出"),
        ("社会效益|营商环境|营商环境|优|三定方案", "定不出效益的大小"),
        ("数量|检测楼层数|检测楼层数|9层|三定方案", "定不出这一数量"),
    ],
)
def test_r19_a_basis_that_cannot_give_the_value_is_suspected(line: str, message: str) -> None:
    [finding] = found_in_rows("R19", line)

    assert (finding.severity.value, finding.origin.cell) == ("info", "F10")
    assert "疑似" in finding.message
    assert message in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "服务对象满意度|群众满意度|群众满意度|≥95%|问卷调查",
        "服务对象满意度|群众满意度|群众满意度|≥95%|历史经验、电话回访",
        "服务对象满意度|群众满意度|群众满意度|≥90%|冀财教〔2023〕15号",
        "服务对象满意度|群众满意度|群众满意度|≥90%|历史标准",
        "服务对象满意度|患者投诉率|投诉患者占比|≤1%|历史经验",
        "服务对象满意度|群众满意度|群众满意度|≥90%|",
        "数量|在编人数|在编人数|71人|三定方案",
        "数量|设立岗位|设立岗位|12个|三定方案",
        "质量|检修及格率|检修及格率|100%|三定方案",
        "社会效益|营商环境|营商环境|优|营商环境评估报告",
    ],
)
def test_r19_fitting_bases_are_fine(line: str) -> None:
    assert found_in_rows("R19", line) == []


def found_for_2024(basis: str, settings: Settings = STANDARD) -> list[Finding]:
    book = submission(project(rows=rows_of(rows_with_bases(basis))), budget_year="2024")
    context = Context.of(book, settings)
    return found_by("R20", all_findings(book, context))


@pytest.mark.parametrize(
    "basis", ["2021年批复编号1220", "2022年合同", "2019年、2021年数据", "2020.12采购合同"]
)
def test_r20_a_basis_of_years_ago_is_suspected(basis: str) -> None:
    [finding] = found_for_2024(basis)

    assert (finding.severity.value, finding.origin.cell) == ("info", "F10")
    assert "疑似已经过时（预算年度 2024）" in finding.message
    assert "2023 年及以后" in finding.fix


@pytest.mark.parametrize(
    "basis",
    [
        "2023年未付款项",
        "2021年和2023年数据",
        "财库〔2016〕198号",
        "财库[2016]198号",
        "抚审批呈【2019】23号",
        "《关于2019年专项资金的通知》",
        "2019年印发的《专项资金管理办法》",
        "2021-2025年规划",
        "2021年至2025年规划",
        "GB3095-2012",
        "编号20211220",
        "历史经验",
    ],
)
def test_r20_recent_years_documents_and_numbers_are_fine(basis: str) -> None:
    assert found_for_2024(basis) == []


def test_r20_the_settings_say_how_old_a_basis_may_be() -> None:
    settings = Settings(thresholds=Thresholds(oldest_basis=3))

    assert found_for_2024("2021年批复", settings) == []
    assert len(found_for_2024("2020年批复", settings)) == 1


def test_r20_waits_for_a_budget_year() -> None:
    rows = rows_of(rows_with_bases("2019年批复"))
    book = submission(project(rows=rows), with_cover=False, file=FILE)

    assert found_by("R20", all_findings(book, Context.of(book))) == []
    assert (
        len(found_by("R20", all_findings(book, Context.of(book, Settings(budget_year=2024))))) == 1
    )
