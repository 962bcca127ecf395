"""Rows that a page break cut in two, and rows that only begin a page."""

from xladdin.documents.blocks import Cell, Row, text_entry
from xladdin.documents.page_breaks import without_page_breaks
from xladdin.form import layout

HEADING = [column.label for column in layout.INDICATOR_COLUMNS]


def row(texts: list[str], *, begins_page: bool = False, full: bool = False) -> Row:
    """A row of cells; ``full`` where their last lines had no room for what follows."""
    cells = (
        Cell(n, text_entry(text), room=0.0 if full else 99.0, first_piece=10.0)
        for n, text in enumerate(texts, 1)
    )
    return Row(tuple(cells), "", begins_page)


def texts(rows: list[Row]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows]


def test_a_class_broken_in_two_makes_one_row() -> None:
    above = row(["效益指标", "社会效益指", "提升网上政", "提升", "大幅", "通知"], full=True)
    rest = row(["", "标", "务能力", "", "提升", ""], begins_page=True)
    rows = without_page_breaks([row(HEADING), above, rest])
    assert texts(rows)[1:] == [
        ["效益指标", "社会效益指标", "提升网上政务能力", "提升", "大幅提升", "通知"]
    ]


def test_a_row_that_only_begins_a_page_stays_one() -> None:
    above = row(["产出指标", "数量指标", "人数", "人数", "5人", "计划"], full=True)
    below = row(["", "数量指标", "次数", "次数", "5次", "计划"], begins_page=True)
    rows = without_page_breaks([row(HEADING), above, below])
    assert [[cell.text for cell in r.cells] for r in rows[2:]] == [
        ["数量指标", "次数", "次数", "5次", "计划"]
    ]
    assert rows[1].cells[0].row_span == 2  # 产出指标 goes on over it


def test_a_row_under_a_merged_class_stays_one() -> None:
    above = row(["产出指标", "数量指标", "人数", "人数", "5人", "计划"])
    below = row(["", "", "次数", "次数", "5次", "计划"], begins_page=True)
    rows = without_page_breaks([row(HEADING), above, below])
    assert [cell.row_span for cell in rows[1].cells] == [2, 2, 1, 1, 1, 1]
    assert [cell.text for cell in rows[2].cells] == ["次数", "次数", "5次", "计划"]


def test_the_rest_of_one_long_cell() -> None:
    above = row(["产出指标", "数量指标", "人数", "参加培训的", "5人", "计划"], full=True)
    rest = row(["", "", "", "人数", "", ""], begins_page=True)
    rows = without_page_breaks([row(HEADING), above, rest])
    assert texts(rows)[1] == ["产出指标", "数量指标", "人数", "参加培训的人数", "5人", "计划"]


def test_a_line_that_ended_on_purpose_stays_broken() -> None:
    above = row(["绩效目标", "1.保障运转。"])
    rest = row(["", "2.提高效率。"], begins_page=True)
    assert texts(without_page_breaks([above, rest])) == [["绩效目标", "1.保障运转。\n2.提高效率。"]]


def test_a_label_broken_in_two() -> None:
    above = row(["绩效目", "1.保障运"], full=True)
    rest = row(["标", "转。"], begins_page=True)
    assert texts(without_page_breaks([above, rest])) == [["绩效目标", "1.保障运转。"]]


def test_values_under_labels_are_a_row_of_their_own() -> None:
    months = row(["资金支出计", "3月底", "6月底", "10月底", "12月底"])
    shares = row(["划（%）", "25%", "50%", "75%", "100%"], begins_page=True)
    rows = without_page_breaks([months, shares])
    assert texts(rows) == [
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["25%", "50%", "75%", "100%"],
    ]
    assert rows[0].cells[0].row_span == 2
