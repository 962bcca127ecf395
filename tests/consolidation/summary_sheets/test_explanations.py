"""审核说明: what units explained, what was decided, and how decisions are kept."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.consolidation.departments import department
from tests.consolidation.summaries import finding, formulas, table, unit, values
from tests.workbook import contents
from xladdin.consolidation.summary_workbook import write_summary
from xladdin.domain.department import Department
from xladdin.domain.explanation import Review, Verdict
from xladdin.domain.finding import Finding, Severity, count_label

CONTENT = "5G宽带"


def warning(
    cell: str = "C4", explanation: str = "物价上涨", file: str = "a.xlsx", content: str = CONTENT
) -> Finding:
    found = finding(Severity.WARNING, file, cell=cell, explanation=explanation)
    return replace(found, content=content)


def sent() -> Department:
    two = (contents.project(), contents.project())
    return department(unit(*two), unit(*two, code="316002", file="b.xlsx"))


def consolidate(path: Path, *findings: Finding, earlier: Path | None = None) -> list[Finding]:
    return write_summary(path, sent(), findings, earlier=earlier)


def decide(path: Path, row: int, verdict: str | None, comment: str | None = None) -> None:
    """As the finance office chooses in a spreadsheet application."""
    book = load_workbook(path)
    sheet = book["审核说明"]
    sheet[f"J{row}"] = verdict
    sheet[f"K{row}"] = comment
    book.save(path)


def reviews(found: list[Finding]) -> list[Review | None]:
    return [each.review for each in found]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "汇总表.xlsx"


def test_every_explained_warning_is_listed_with_its_source(path: Path) -> None:
    consolidate(
        path,
        warning(),
        warning("D5", explanation=""),
        finding(Severity.ERROR, explanation="金额无误"),
        finding(Severity.INFO, cell="E6", explanation="知道了"),
        warning("E9", "合同如此", "b.xlsx"),
    )

    rows = table(path, "审核说明")
    assert rows == [
        {
            "问题序号": 2,
            "单位编码": "316001",
            "单位名称": "本级",
            "文件": "a.xlsx",
            "工作表": "项目1",
            "单元格": "C4",
            "规则": "C07",
            "问题": "问题",
            "审核说明": "物价上涨",
            "审核意见": None,
            "意见": None,
            "校验时的内容": CONTENT,
        },
        rows[1],
    ]
    assert (rows[1]["单位编码"], rows[1]["单元格"], rows[1]["审核说明"]) == (
        *("316002", "E9", "合同如此"),
    )
    assert table(path, "问题")[rows[1]["问题序号"] - 1]["审核说明"] == "合同如此"
    link = values(path, "审核说明")["F4"].hyperlink
    assert link is not None
    assert str(link.target).endswith("a.xlsx")
    assert link.location == "'项目1'!C4"


def test_only_what_is_decided_can_be_typed(path: Path) -> None:
    consolidate(path, warning())
    sheet = formulas(path, "审核说明")

    assert sheet.protection.sheet
    unlocked = {cell.coordinate for cell in sheet[4] if not cell.protection.locked}
    assert unlocked == {"J4", "K4"}
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("J4", '"接受,不接受"')
    for name in ("问题", "报送情况"):
        assert not formulas(path, name).protection.sheet


def test_without_explanations_the_sheet_says_so(path: Path) -> None:
    consolidate(path, warning(explanation=""))

    assert values(path, "审核说明")["A2"].value == "没有带审核说明的警告。"


def test_decisions_are_kept_over_the_next_consolidation(path: Path) -> None:
    found = (warning(), warning("E9", "合同如此"), warning("F9", "其他", "b.xlsx"))
    assert reviews(consolidate(path, *found)) == [None, None, None]
    decide(path, 4, "接受")
    decide(path, 5, "不接受", "请附合同")
    decide(path, 6, None, "待核")

    for _ in range(2):
        again = consolidate(path, *found)
        assert reviews(again) == [
            Review(Verdict.ACCEPTED),
            Review(Verdict.REFUSED, "请附合同"),
            Review(None, "待核"),
        ]
    assert [(row["审核意见"], row["意见"]) for row in table(path, "审核说明")] == [
        ("接受", None),
        ("不接受", "请附合同"),
        (None, "待核"),
    ]
    assert count_label(again) == "0 个错误，3 个警告（其中 2 个已说明），0 个提示"


@pytest.mark.parametrize(
    "now",
    [
        warning(explanation="物价上涨，附合同"),
        warning(content="4G宽带"),
        warning(file="b.xlsx"),
        replace(warning(), rule="S14"),
        replace(warning(), severity=Severity.ERROR),
    ],
)
def test_a_decision_is_about_one_explanation_of_one_content(path: Path, now: Finding) -> None:
    consolidate(path, warning())
    decide(path, 4, "接受")

    assert reviews(consolidate(path, now)) == [None]


def test_a_decision_goes_with_its_row(path: Path) -> None:
    consolidate(path, warning("C4", "说明\n两行"))
    decide(path, 4, "接受")

    assert reviews(consolidate(path, warning("C7", "说明\r\n两行"))) == [Review(Verdict.ACCEPTED)]


def test_a_refused_explanation_leaves_the_warning_open(path: Path) -> None:
    found = (warning(), warning("E9", "合同如此"), warning("F9", ""), finding())
    consolidate(path, *found)
    decide(path, 4, "不接受", "请附合同")
    consolidate(path, *found)

    listed = table(path, "问题")
    assert [row["处理"] for row in listed] == ["须改正", "说明不予接受", "已说明", "待处理"]
    assert listed[1]["审核说明"] == "物价上涨\n（审核说明不予接受：请附合同）"
    assert counts(path) == [(1, 2, 1), (0, 0, 0)]


def counts(path: Path) -> list[tuple[Any, ...]]:
    rows = table(path, "报送情况")
    return [tuple(row[name] for name in ("错误", "警告待处理", "警告已说明")) for row in rows]


def test_counts_follow_what_is_chosen(path: Path) -> None:
    consolidate(path, warning(), warning("E9", "", "b.xlsx"))

    state = str(formulas(path, "问题")["K4"].value)
    assert state.startswith("=IF(COUNTIFS(审核说明表[问题序号],")
    assert '"不接受")>0,"说明不予接受","已说明")' in state
    assert counts(path) == [(0, 0, 1), (0, 1, 0)]
    submissions = formulas(path, "报送情况")
    assert all(str(submissions[f"{column}4"].value).startswith("=COUNTIFS(") for column in "HIJ")


def test_a_lapsed_explanation_is_told_and_open(path: Path) -> None:
    consolidate(path, replace(warning(explanation=""), lapsed="物价上涨"))

    (row,) = table(path, "问题")
    assert (row["审核说明"], row["处理"]) == ("（已失效）物价上涨", "说明已失效")
    assert table(path, "审核说明")[0]["审核说明"] is None
    assert counts(path)[0] == (0, 1, 0)


def test_words_of_ones_own_are_no_verdict_but_are_kept(path: Path) -> None:
    consolidate(path, warning())
    decide(path, 4, "基本同意", "请补附件")

    assert reviews(consolidate(path, warning())) == [Review(None, "基本同意；请补附件")]


def test_the_summary_compared_with_counts_where_none_is_replaced(path: Path) -> None:
    earlier = path.with_name("一上.xlsx")
    consolidate(earlier, warning())
    decide(earlier, 4, "接受")
    assert reviews(consolidate(path, warning(), earlier=earlier)) == [Review(Verdict.ACCEPTED)]

    decide(path, 4, "不接受")
    assert reviews(consolidate(path, warning(), earlier=earlier)) == [Review(Verdict.REFUSED)]


def test_a_summary_of_before_there_were_decisions_is_compared_with(path: Path) -> None:
    consolidate(path, warning())
    book = load_workbook(path)
    del book["审核说明"]
    book.save(path)

    assert reviews(consolidate(path, warning())) == [None]
    assert "没有变化" in str(values(path, "对比")["A2"].value)
