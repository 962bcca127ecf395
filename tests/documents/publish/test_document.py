"""The document as a reader of Word files finds it, beside what the department really published."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docx.table import Table
from lxml import etree

from tests.documents.publish.made import (
    SAMPLE_TEXT,
    has,
    opened,
    project_tables,
    publication,
    sample_document,
    sample_publication,
    text_by_project,
    value_of,
    with_style,
)
from xladdin.documents.publish.document import build_document
from xladdin.domain.content import IndicatorContent, ProjectContent
from xladdin.domain.project import PlanMonth
from xladdin.domain.text import squeeze

PROJECT = ProjectContent(
    code="13030624P00585110565B",
    name="公益岗人员费用",
    budget=Decimal("19.7100"),
    fiscal=Decimal(19),
    other="另行安排",
    fund_use="第一行\n第二行",
    plan={PlanMonth.JUN: Decimal("0.333"), PlanMonth.DEC: Decimal(1)},
    goals=("1.更好服务。", "2.充实力量。"),
    indicators=tuple(
        IndicatorContent(level1, "数量指标", name, name, "≥5人", "计划")
        for level1, name in (("产出指标", "甲"), ("产出指标", "乙"), ("效益指标", "丙"), ("", "丁"))
    ),
)


def cells(table: Table) -> Iterator[list[str]]:
    """Texts of the cells that are in the file, row by row."""
    for row in table._tbl.tr_lst:
        yield ["\n".join(p.text for p in cell.p_lst) for cell in row.tc_lst]


# --- what it says --------------------------------------------------------------------------------


def test_every_project_reads_as_it_was_published() -> None:
    published = squeeze(SAMPLE_TEXT.read_text(encoding="utf-8"))
    made = text_by_project(sample_document())

    starts = [published.index(heading) for heading in made]
    ends = [*starts[1:], len(published)]
    assert len(made) == 13
    assert list(made.values()) == [
        published[start:end] for start, end in zip(starts, ends, strict=True)
    ]


def test_the_first_part_reads_as_it_was_published() -> None:
    made = squeeze("".join(p.text for p in opened(sample_document()).paragraphs))
    published = squeeze(SAMPLE_TEXT.read_text(encoding="utf-8"))
    # the PDF's text has the headings of the sections once more, without their numbers
    once = published.replace("总体绩效目标部门整体绩效目标总体", "总体")
    for heading in ("分项绩效目标", "工作保障措施"):
        once = once.replace(heading * 2, heading)

    part = made[made.index("第一部分") : made.index("第二部分")]
    assert part == once[: once.index("预算项目绩效目标")]


def test_title_page_contents_and_parts_come_in_order() -> None:
    paragraphs = [p.text for p in opened(sample_document()).paragraphs if p.text]

    assert paragraphs[0] == "秦皇岛市抚宁区行政审批局\n2024年部门预算绩效目标"
    assert paragraphs[1:3] == ["第一部分　部门整体绩效目标", "一、总体绩效目标"]
    headings = [p.text for p in with_style(sample_document(), "Heading 1")]
    assert headings == ["第一部分　部门整体绩效目标", "第二部分　预算项目绩效目标"]
    assert [p.text for p in with_style(sample_document(), "Heading 2")] == [
        "一、总体绩效目标",
        "二、分项绩效目标",
        "三、工作保障措施",
    ]
    assert [p.text for p in with_style(sample_document(), "Heading 3")] == [
        "（一）绩效目标：加强制度保障",
        "（二）绩效目标：保障人员类资金支出",
        "（三）绩效目标：优化办公费用支出",
    ]


def test_without_the_departments_targets_the_part_says_so() -> None:
    document = build_document(replace(sample_publication(), targets=None)).content

    (mark,) = with_style(document, "缺项标注")
    assert mark.text == "（部门整体绩效目标未报送）"
    assert with_style(document, "Heading 2") == []


def test_a_measure_without_a_text_or_heading_keeps_the_other() -> None:
    targets = sample_publication().targets
    assert targets is not None
    first, second, *_ = targets.measures
    measures = (replace(first, heading=""), replace(second, text=""))
    document = build_document(
        replace(sample_publication(), targets=replace(targets, measures=measures))
    ).content

    texts = [p.text for p in opened(document).paragraphs]
    assert f"（一）{first.text}" in texts
    assert f"（二）{second.heading}" in texts


# --- a table --------------------------------------------------------------------------------------


def test_a_table_states_every_field_and_keeps_blank_cells() -> None:
    ((head, indicators),) = project_tables(build_document(publication(PROJECT)).content)

    assert list(cells(head)) == [
        ["项目编码", PROJECT.code, "项目名称", PROJECT.name],
        [
            "预算规模及资金用途",
            "预算数",
            "19.71",
            "其中：财政资金",
            "19.00",
            "其他资金",
            "另行安排",
        ],
        ["", "第一行\n第二行"],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["", "", "33.3%", "", "100%"],
        ["绩效目标", "1.更好服务。\n2.充实力量。"],
    ]
    assert list(cells(indicators)) == [
        ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
        ["产出指标", "数量指标", "甲", "甲", "≥5人", "计划"],
        ["", "数量指标", "乙", "乙", "≥5人", "计划"],
        ["效益指标", "数量指标", "丙", "丙", "≥5人", "计划"],
        ["", "数量指标", "丁", "丁", "≥5人", "计划"],
    ]


def test_equal_first_level_cells_are_merged_and_no_others() -> None:
    ((head, indicators),) = project_tables(build_document(publication(PROJECT)).content)

    assert merges(head) == ["", "restart", "continue", "restart", "continue", ""]
    assert merges(indicators) == ["", "restart", "continue", "", ""]


def merges(table: Table) -> list[str]:
    """How the first cell of each row is merged with those above and below."""
    return [row.tc_lst[0].vMerge or "" for row in table._tbl.tr_lst]


def test_every_row_fills_the_seven_columns() -> None:
    for tables in project_tables(sample_document()):
        for table in tables:
            assert len(table.columns) == 7
            for row in table._tbl.tr_lst:
                assert sum(cell.grid_span for cell in row.tc_lst) == 7
                widths = [cell.width for cell in row.tc_lst]
                assert sum(width for width in widths if width is not None) == Twips(8844)


def test_the_heading_of_the_indicators_is_repeated_and_no_row_is_divided() -> None:
    for head, indicators in project_tables(sample_document()):
        rows = [*head._tbl.tr_lst, *indicators._tbl.tr_lst]
        properties = [row.get_or_add_trPr() for row in rows]
        assert all(has(item, "cantSplit") for item in properties)
        repeated = [row for row in rows if has(row.get_or_add_trPr(), "tblHeader")]
        assert repeated == [indicators._tbl.tr_lst[0]]


def test_tables_are_described_for_those_who_cannot_see_them() -> None:
    for number, (head, indicators) in enumerate(project_tables(sample_document()), 1):
        for table in (head, indicators):
            properties = table._tbl.tblPr
            assert value_of(properties, "tblCaption").startswith(f"{number}.")
            assert f"第 {number} 个项目" in value_of(properties, "tblDescription")


def test_what_xml_cannot_hold_is_left_out() -> None:
    odd = replace(PROJECT, name="公益岗\x0b人员\ud800费用", fund_use="甲\t乙")

    ((head, _),) = project_tables(build_document(publication(odd)).content)

    assert next(cells(head))[-1] == "公益岗人员费用"
    assert list(cells(head))[2][-1] == "甲\t乙"


def test_a_project_with_nothing_in_it_keeps_its_cells() -> None:
    ((head, indicators),) = project_tables(build_document(publication(ProjectContent())).content)

    assert [len(row) for row in cells(head)] == [4, 7, 2, 5, 5, 2]
    assert len(list(cells(indicators))) == 1


# --- how it looks ---------------------------------------------------------------------------------


def test_pages_are_set_up_by_the_standard() -> None:
    for section in opened(sample_document()).sections:
        size = section.page_width, section.page_height
        assert [round(length.mm) for length in size if length is not None] == [210, 297]
        margins = (
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        assert [round(m.mm) for m in margins if m is not None] == [37, 35, 28, 26]


def test_only_the_last_section_is_numbered_from_one() -> None:
    title, contents, body = opened(sample_document()).sections

    assert title.footer.is_linked_to_previous
    assert contents.footer.is_linked_to_previous
    (footer,) = body.footer.paragraphs
    assert footer.text == "— 1 —"
    assert " PAGE " in [node.text for node in footer._p.iter(qn("w:instrText"))]
    assert footer.style is not None
    assert footer.style.paragraph_format.alignment is WD_ALIGN_PARAGRAPH.CENTER
    assert value_of(body._sectPr, "pgNumType", "start") == "1"


@pytest.mark.parametrize(
    ("style", "font", "size", "outline"),
    [
        ("Title", "方正小标宋简体", 22, None),
        ("Heading 1", "方正小标宋简体", 22, "0"),
        ("Heading 2", "黑体", 16, "1"),
        ("Heading 3", "楷体_GB2312", 16, "2"),
        ("项目表标题", "黑体", 16, "1"),
        ("Body Text", "仿宋_GB2312", 16, None),
        ("表格文字", "仿宋_GB2312", 10.5, None),
        ("Footer", "宋体", 14, None),
    ],
)
def test_styles(style: str, font: str, size: float, outline: str | None) -> None:
    made = opened(sample_document()).styles[style]
    fonts = made.element.rPr.find(qn("w:rFonts"))
    level = made.element.pPr.find(qn("w:outlineLvl"))

    assert {fonts.get(qn(f"w:{kind}")) for kind in ("eastAsia", "ascii", "hAnsi")} == {font}
    assert made.font.size == Pt(size)
    assert (level.get(qn("w:val")) if level is not None else None) == outline


def test_lines_of_the_text_are_28_points_high() -> None:
    for style in ("Normal", "Body Text", "Heading 2", "Heading 3"):
        assert opened(sample_document()).styles[style].paragraph_format.line_spacing == Pt(28)


def test_every_font_has_a_named_substitute() -> None:
    fonts = part(sample_document(), "word/fontTable.xml")
    named = {font.get(qn("w:name")): value_of(font, "altName") for font in fonts.iter(qn("w:font"))}
    used = {
        node.get(qn("w:eastAsia"))
        for name in ("word/styles.xml", "word/document.xml")
        for node in part(sample_document(), name).iter(qn("w:rFonts"))
    }

    assert named.keys() == used
    assert named["仿宋_GB2312"] == "仿宋"


def test_each_project_begins_a_page() -> None:
    style = opened(sample_document()).styles["项目表标题"]

    assert style.paragraph_format.page_break_before
    assert style.paragraph_format.keep_with_next


# --- contents ------------------------------------------------------------------------------------


def test_the_contents_are_a_field_with_its_entries_filled_in() -> None:
    body = part(sample_document(), "word/document.xml")
    (block,) = body.iter(qn("w:sdt"))
    instructions = [(node.text or "").strip() for node in block.iter(qn("w:instrText"))]
    links = list(block.iter(qn("w:hyperlink")))
    bookmarks = [node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))]

    assert instructions[0] == r'TOC \o "1-2" \h \z \u'
    assert len(links) == 18  # two parts, three sections, thirteen projects
    for link, instruction in zip(links, instructions[1:], strict=True):
        anchor = link.get(qn("w:anchor"))
        assert instruction == rf"PAGEREF {anchor} \h"
        assert bookmarks.count(anchor) == 1
        assert "".join(node.text or "" for node in link.iter(qn("w:t")))[-1].isdecimal()
    kinds = [node.get(qn("w:fldCharType")) for node in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 19


def test_word_asks_nothing_on_opening() -> None:
    with zipfile.ZipFile(io.BytesIO(sample_document())) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())

    assert b"updateFields" not in whole
    assert b"dirty" not in whole
    assert b"attachedTemplate" not in whole
    assert b'TargetMode="External"' not in whole


# --- the file ------------------------------------------------------------------------------------


def test_the_same_content_gives_the_same_file() -> None:
    assert build_document(sample_publication()).content == sample_document()


def test_properties_name_the_document_and_no_machine() -> None:
    properties = opened(sample_document()).core_properties

    assert properties.title == "秦皇岛市抚宁区行政审批局2024年部门预算绩效目标"
    assert properties.author == properties.last_modified_by == "秦皇岛市抚宁区行政审批局"
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2024, 1, 1)
    assert properties.language == "zh-CN"


def part(document: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return etree.fromstring(archive.read(name))
