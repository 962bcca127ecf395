import pytest

from tests.rules.builders import found_at_level, found_by, project, submission
from tests.rules.test_sample import workbook
from xladdin.domain.finding import Finding
from xladdin.domain.submission import Submission
from xladdin.rules.settings import STANDARD, Settings
from xladdin.rules.words import Words, WordTable


def found(sent: Submission, settings: Settings = STANDARD) -> list[Finding]:
    return found_by("W09", found_at_level("W", sent, settings))


def bases(*texts: str) -> Submission:
    """A workbook whose sheets have one row each, with that basis."""
    row = ("产出指标", "数量指标", "检查次数", "检查次数", "4次")
    return submission(*(project(n, rows=[(*row, text)]) for n, text in enumerate(texts, 1)))


def test_w09_each_other_spelling_is_an_info_at_its_first_cell() -> None:
    texts = ("满意度调查", "问卷调查", "满意度调查", "问卷调查", "调查问卷")

    findings = found(bases(*texts))

    assert [(f.severity.value, f.origin.sheet, f.origin.cell) for f in findings] == [
        ("info", "项目2", "F10"),
        ("info", "项目5", "F10"),
    ]
    assert findings[0].message == (
        "依据“问卷调查”（2 处）与工作表“项目1”的 F10 “满意度调查”（2 处）是同一依据，写法不一"
    )
    assert findings[1].fix == "统一写成“满意度调查”"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("财库〔2016〕198号", "财库[2016]198号"),
        ("财库〔2016〕198号", "财库【2016】198 号"),
        ("财库〔2016〕198号", "财库（2016）198号文"),
        ("财库〔2016〕198号", "根据财库〔2016〕第198号文件"),
        ("《中华人民共和国消防法》", "中华人民共和国消防法"),
        ("“三定”方案", "三定方案"),
        ("合同约定", "按照合同约定。"),
    ],
)
def test_w09_one_document_in_two_spellings(one: str, other: str) -> None:
    [finding] = found(bases(one, one, other))

    assert finding.origin.sheet == "项目3"
    assert "是同一依据，写法不一" in finding.message


@pytest.mark.parametrize(
    "texts",
    [
        ("历史经验", "历史经验", " 历史经验"),
        ("财库〔2016〕198号", "财库〔2016〕199号"),
        ("财库〔2016〕198号", "财库〔2017〕198号"),
        ("租用合同", "合同约定"),
        ("工作计划", "2024年工作计划"),
        ("消防法", "《中华人民共和国消防法》"),
        ("", "无"),
    ],
)
def test_w09_is_silent_where_the_spelling_is_one_or_the_basis_another(
    texts: tuple[str, ...],
) -> None:
    assert found(bases(*texts)) == []


def test_w09_what_means_the_same_is_a_setting() -> None:
    table = WordTable.of(("会议纪要", "会议纪要 会议记录"))

    assert found(bases("会议纪要", "会议记录")) == []
    assert found(bases("会议纪要", "会议记录"), Settings(words=Words(basis_synonyms=table))) != []


def test_the_sample_has_two_spellings_in_each_workbook() -> None:
    places = [
        [(f.origin.sheet, f.origin.cell) for f in found(workbook(unit))]
        for unit in ("316001", "316003")
    ]

    assert places == [
        [("项目2", "F18"), ("项目5", "F18")],
        [("项目2", "F21"), ("项目5", "F15")],
    ]
