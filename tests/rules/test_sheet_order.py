from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.rules.builders import calculated, project, said_by, table, where
from xladdin.domain.finding import Finding
from xladdin.domain.origin import Origin
from xladdin.domain.project import Unplaced
from xladdin.domain.taxonomy import Taxonomy

QUANTITY, TIMELY, COST, QUALITY, OUTCOME = table(
    """
    数量|村数|接通的村|374个|请示
    时效|完成时间|完成时间|7月底|请示
    成本|网络费用|网络费用|≤3万元|请示
    质量|运转率|正常运转|100%|请示
    社会效益|服务能力|服务能力|提升|请示
    """
)
MIXED = [QUANTITY, TIMELY, COST, QUALITY, OUTCOME]


def said(rows: Sequence[Sequence[object]], taxonomy: str = "2015版") -> list[Finding]:
    return said_by("S08", project(rows=rows), taxonomy=taxonomy)


def test_s08_names_the_first_row_out_of_order_and_the_order() -> None:
    [finding] = said(MIXED)

    assert where([finding]) == [("S08", "info", "B13")]
    assert finding.message == "质量指标排在成本指标之后，没有按规定次序"
    assert "数量指标、质量指标、时效指标、成本指标、社会效益指标" in finding.fix


def test_s08_moves_whole_rows_and_no_other() -> None:
    [finding] = said(MIXED)

    written = {edit.origin.cell: edit.after for edit in finding.edits}
    assert sorted({cell[1:] for cell in written}) == ["11", "12", "13"]
    for row, texts in (("11", QUALITY), ("12", TIMELY), ("13", COST)):
        assert [written[f"{column}{row}"] for column in "ABCDEF"] == texts
    before = {edit.origin.cell: edit.before for edit in finding.edits}
    assert [before[f"{column}11"] for column in "ABCDEF"] == TIMELY


def test_s08_rows_of_one_class_keep_their_order() -> None:
    other = [*QUANTITY[:2], "户数", "接通的户", "9户", "请示"]

    [finding] = said([QUALITY, QUANTITY, TIMELY, other])

    written = {edit.origin.cell: edit.after for edit in finding.edits}
    assert [written[f"C{row}"] for row in (10, 11, 12, 13)] == [
        "村数", "户数", "运转率", "完成时间",
    ]  # fmt: skip
    assert finding.message == "数量指标排在质量指标之后，没有按规定次序"


def test_s08_a_class_in_two_blocks_is_out_of_order() -> None:
    assert where(said([QUANTITY, QUALITY, QUANTITY])) == [("S08", "info", "B12")]


def test_s08_in_2021_costs_come_first() -> None:
    cost, quantity = table("经济成本|费用|费用|3万元|合同 数量|村数|村|3个|合同", Taxonomy.Y2021)

    assert said([cost, quantity], "2021版") == []
    assert "成本指标排在数量指标之后" in said([quantity, cost], "2021版")[0].message


@pytest.mark.parametrize(
    "odd",
    [["产出指标", "其他", "甲", "乙", "1个", ""], ["效益指标", "数量指标", "甲", "乙", "1个", ""]],
)
def test_s08_waits_until_the_classes_are_known_and_fit(odd: Sequence[str]) -> None:
    assert said([*MIXED, odd]) == []


@pytest.mark.parametrize("value", [374, calculated("100%"), "=100%"])
def test_s08_offers_no_edits_where_a_cell_that_moves_is_no_plain_text(value: object) -> None:
    [finding] = said([QUANTITY, TIMELY, COST, [*QUALITY[:4], value, QUALITY[5]], OUTCOME])

    assert finding.edits == ()


def test_s08_a_number_in_a_row_that_stays_does_not_matter() -> None:
    [finding] = said([[*QUANTITY[:4], calculated("374个"), "请示"], *MIXED[1:]])

    assert len(finding.edits) == 18


def test_s08_offers_no_edits_where_something_is_left_over() -> None:
    left_over = Unplaced(Origin("316001.xlsx", "项目1", "H12"), "备注", "不在表样中")

    [finding] = said_by("S08", project(rows=MIXED, unplaced=(left_over,)))

    assert finding.edits == ()


def test_s08_offers_no_edits_where_a_class_is_printed_once_for_several_rows() -> None:
    sheet = project(rows=MIXED)
    first, second, third, fourth, last = sheet.indicators
    below = (replace(row, level1=second.level1) for row in (third, fourth))

    [finding] = said_by("S08", replace(sheet, indicators=(first, second, *below, last)))

    assert finding.edits == ()
