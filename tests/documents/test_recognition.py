"""Whatever stands in a document, recognising it never fails and never loses a character."""

from hypothesis import given
from hypothesis import strategies as st

from tests.documents.accounts import accounted, characters
from xladdin.documents.blocks import Cell, Line, Row, SourceDocument, Table, text_entry
from xladdin.documents.recognition import recognise
from xladdin.form import layout

WORDS = st.sampled_from(
    [
        "",
        "甲",
        "25%",
        "13.48",
        "1.保障运转\n2.提高效率",
        "产出指标",
        "数量指标",
        "316001 某局",
        layout.AMOUNT_UNIT,
        "1.某项目绩效目标表",
        "单位名称",
        "一、总体绩效目标",
        "（一）绩效目标：某",
        "绩效指标：某",
        "三、工作保障措施",
        "第一部分 部门整体绩效目标",
        "目录",
        *(field.label for field in layout.PROJECT_FIELDS),
        *(column.label for column in layout.INDICATOR_COLUMNS),
        *(field.label for field in layout.UNIT_COVER_FIELDS),
        *(column.label for column in layout.INDEX_COLUMNS),
        layout.SUB_GOALS_LABEL,
        layout.MEASURES_LABEL,
        layout.TARGETS_TITLE,
    ]
)
LINES = st.builds(Line, WORDS.filter(bool), st.just("第 1 段"), st.booleans())
CELLS = st.builds(
    Cell,
    st.just(1),
    WORDS.map(text_entry),
    st.integers(1, 3),
    st.integers(1, 3),
    st.floats(0, 50),
    st.floats(0, 50),
)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """A row whose cells stand side by side."""
    cells, column = [], 1
    for cell in draw(st.lists(CELLS, max_size=7)):
        cells.append(Cell(column, *(getattr(cell, name) for name in cell.__slots__[1:])))
        column += cell.column_span
    return Row(tuple(cells), "表 1 第 1 行", draw(st.booleans()))


TABLES = st.builds(Table, st.lists(rows(), max_size=14).map(tuple), st.just("表"), st.booleans())
DOCUMENTS = st.builds(
    SourceDocument, st.just("文档"), st.lists(LINES | TABLES, max_size=6).map(tuple)
)


@given(DOCUMENTS)
def test_no_document_fails_and_no_character_is_lost(document: SourceDocument) -> None:
    assert accounted(recognise(document)) == characters(document.texts())
