"""Projects and the department's targets out of Word documents, whatever their layout."""

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.accounts import (
    recognised,
    sample_department,
    sample_units,
    to_check,
    units_of,
)
from tests.documents.publish.made import sample_publication
from tests.documents.text_documents import random_projects
from tests.documents.word_documents import WordStyle, write_document
from xladdin.documents.docx.blocks import read_docx
from xladdin.documents.imported import Imported
from xladdin.documents.publish.document import build_document
from xladdin.documents.reasons import NO_FIELD, REPEATED_HEADING
from xladdin.domain.taxonomy import Taxonomy

STYLES = {
    "as published": WordStyle(),
    "two tables": WordStyle(two_tables=True, header_rows=True, font="仿宋_GB2312", size=12),
    "title in the table": WordStyle(title_in_table=True, page_breaks=False),
    "classes merged": WordStyle(merged_level2=True, widths=(30, 40, 90, 120, 40, 60, 30)),
    "nothing merged": WordStyle(merged_level1=False, blank_lines=True, size=9),
    "blank rows": WordStyle(blank_rows=2, labels_spaced=True),
    "headings again": WordStyle(headings_again=4, percent_signs=False),
}


def imported(path: Path) -> Imported:
    return recognised(read_docx(path))


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_the_sample_comes_back_exactly(style: WordStyle, tmp_path: Path) -> None:
    path = tmp_path / "公开文本.docx"
    result = imported(write_document(path, sample_units(), style, sample_department()))
    assert units_of(result) == sample_units()
    assert result.department == sample_department()
    assert [unit.taxonomy for unit in result.units] == [Taxonomy.Y2015] * 2
    assert {unit.department for unit in result.units} == {sample_department().department}
    assert to_check(result) == []


@pytest.mark.parametrize("has_summary_table", [False, True])
def test_the_published_document_comes_back_exactly(has_summary_table: bool, tmp_path: Path) -> None:
    path = tmp_path / "公开文本.docx"
    publication = replace(sample_publication(), has_summary_table=has_summary_table)
    path.write_bytes(build_document(publication).content)
    result = imported(path)
    assert units_of(result) == sample_units()
    assert result.department == sample_department()
    assert to_check(result) == []


def test_repeated_headings_are_left_over_with_that_reason(tmp_path: Path) -> None:
    path = tmp_path / "公开文本.docx"
    result = imported(write_document(path, sample_units(), WordStyle(headings_again=4)))
    assert {piece.reason for piece in result.left_over} == {REPEATED_HEADING}


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    seed=st.integers(0, 10**6),
    counts=st.lists(st.integers(1, 3), min_size=1, max_size=3),
    taxonomy=st.sampled_from(Taxonomy),
    style=st.builds(
        WordStyle,
        widths=st.tuples(*[st.floats(20, 120)] * 7),
        size=st.sampled_from([9, 10.5, 14]),
        two_tables=st.booleans(),
        title_in_table=st.booleans(),
        merged_level1=st.booleans(),
        merged_level2=st.booleans(),
        blank_rows=st.integers(0, 3),
        headings_again=st.integers(0, 5),
        page_breaks=st.booleans(),
        blank_lines=st.booleans(),
        labels_spaced=st.booleans(),
        percent_signs=st.booleans(),
    ),
)
def test_generated_projects_come_back_exactly(
    seed: int, counts: list[int], taxonomy: Taxonomy, style: WordStyle, tmp_path: Path
) -> None:
    rng = random.Random(seed)  # noqa: S311 -- test data
    units = [
        (f"4{n:05d}", f"某某县第{n}局", tuple(random_projects(rng, count, taxonomy)))
        for n, count in enumerate(counts, 1)
    ]
    result = imported(write_document(tmp_path / "生成.docx", units, style))
    assert units_of(result) == units
    assert to_check(result) == []


def one_project(tmp_path: Path, style: WordStyle | None = None) -> tuple[Path, Any]:
    code, name, projects = sample_units()[0]
    path = write_document(tmp_path / "一个.docx", [(code, name, projects[:1])], style)
    return path, Document(str(path))


def test_what_is_no_part_of_the_text_is_left_over_with_its_reason(tmp_path: Path) -> None:
    path, document = one_project(tmp_path)
    cell = document.tables[0].cell(2, 1)
    box = (
        '<w:r %s xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r>"
        "<w:t>框内文字</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback>"
        "<w:pict><w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    pieces = (
        box,
        "<w:del %s><w:r><w:delText>旧文字</w:delText></w:r></w:del>",
        "<w:r %s><w:rPr><w:vanish/></w:rPr><w:t>暗语</w:t></w:r>",
    )
    for piece in pieces:
        cell.paragraphs[0]._p.append(parse_xml(piece % nsdecls("w")))
    inner = cell.add_table(1, 1)
    inner.cell(0, 0).text = "表中表"
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.save(str(path))
    result = imported(path)
    assert units_of(result)[0][2] == sample_units()[0][2][:1]
    assert {
        ("框内文字", "文本框中的文字"),
        ("旧文字", "修订中已删除的文字"),
        ("暗语", "隐藏的文字"),
        ("表中表", NO_FIELD),
    } == set(to_check(result))
    assert ("内部资料", "页眉") in {(piece.text, piece.reason) for piece in result.left_over}


def test_inserted_text_links_and_symbols_are_read(tmp_path: Path) -> None:
    path, document = one_project(tmp_path)
    cell = document.tables[0].cell(2, 1)
    cell.text = ""
    pieces = (
        "<w:ins %s><w:r><w:t>用于</w:t></w:r></w:ins>",
        "<w:hyperlink %s><w:r><w:t>费用</w:t></w:r></w:hyperlink>",
        '<w:r %s><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%%</w:t><w:br/><w:t>止</w:t></w:r>',
        "<w:sdt %s><w:sdtContent><w:r><w:t>。</w:t></w:r></w:sdtContent></w:sdt>",
    )
    for piece in pieces:
        cell.paragraphs[0]._p.append(parse_xml(piece % nsdecls("w")))
    document.save(str(path))
    (project,) = imported(path).units[0].projects
    assert project.fund_use == "用于费用≥95%\n止。"


def test_goals_that_word_numbers_keep_their_numbers(tmp_path: Path) -> None:
    path, document = one_project(tmp_path)
    cell = document.tables[0].rows[5].cells[1]
    for paragraph in cell.paragraphs:
        text = paragraph.text.partition(".")[2]
        paragraph.clear()
        paragraph.add_run(text)
        paragraph.style = document.styles["List Number"]
    document.save(str(path))
    (project,) = imported(path).units[0].projects
    assert project.goals == sample_units()[0][2][0].goals


def test_several_forms_in_one_table(tmp_path: Path) -> None:
    path = write_document(
        tmp_path / "连表.docx",
        sample_units(),
        WordStyle(title_in_table=True, page_breaks=False, merged_level2=True),
    )
    document = Document(str(path))
    first, *others = document.tables
    for other in others:
        for row in other.rows:
            first._tbl.append(row._tr)
        parent = other._tbl.getparent()
        assert parent is not None
        parent.remove(other._tbl)
    document.save(str(path))
    result = imported(path)
    assert units_of(result) == sample_units()
    assert to_check(result) == []


def test_a_table_that_was_split_by_hand(tmp_path: Path) -> None:
    path, document = one_project(tmp_path, WordStyle(merged_level1=False))
    table = document.tables[0]
    rest = document.add_table(0, 7)
    for row in list(table.rows)[-3:]:
        rest._tbl.append(row._tr)
    document.save(str(path))
    result = imported(path)
    assert units_of(result)[0][2] == sample_units()[0][2][:1]


def test_amounts_in_yuan_become_wan(tmp_path: Path) -> None:
    path, document = one_project(tmp_path)
    for paragraph in document.paragraphs:
        if "单位：万元" in paragraph.text:
            paragraph.text = paragraph.text.replace("单位：万元", "金额单位：元")
    document.save(str(path))
    (project,) = imported(path).units[0].projects
    assert (project.budget, project.fiscal) == (Decimal("0.001348"),) * 2


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("预算单位：316001 某局    单位：万元", ("316001", "某局")),
        ("单位名称：某局", ("", "某局")),
        ("316001某局  （单位：万元）", ("316001", "某局")),
        ("单位：万元", ("", "")),
    ],
)
def test_the_unit_line_of_other_offices(line: str, unit: tuple[str, str], tmp_path: Path) -> None:
    path, document = one_project(tmp_path)
    for paragraph in document.paragraphs:
        if "单位：万元" in paragraph.text:
            paragraph.text = line
    document.save(str(path))
    result = imported(path)
    assert (result.units[0].unit_code, result.units[0].unit_name) == unit
    assert to_check(result) == []


def test_a_title_that_names_another_project_is_told(tmp_path: Path) -> None:
    path, document = one_project(tmp_path)
    (title,) = (p for p in document.paragraphs if p.text.endswith("绩效目标表"))
    title.text = "1.另一个项目绩效目标表"
    document.save(str(path))
    assert to_check(imported(path)) == [("1.另一个项目绩效目标表", "标题与项目名称不一致")]


def test_a_row_too_many_and_a_remark_are_left_over(tmp_path: Path) -> None:
    path, document = one_project(tmp_path)
    document.add_paragraph("注：本表由财务科填写。")
    document.save(str(path))
    assert to_check(imported(path)) == [("注：本表由财务科填写。", NO_FIELD)]


def test_a_document_that_is_none_of_ours(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("会议纪要")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "项目名称", "预算数"
    path = tmp_path / "纪要.docx"
    document.save(str(path))
    result = imported(path)
    assert (result.units, result.department) == ((), None)
    assert [text for text, _ in to_check(result)] == ["会议纪要", "项目名称", "预算数"]


def test_an_amount_that_is_no_number_stays_a_text(tmp_path: Path) -> None:
    code, name, projects = sample_units()[0]
    odd = replace(projects[0], budget="约13万", plan={**projects[0].plan})
    path = write_document(tmp_path / "文字.docx", [(code, name, [odd])])
    assert imported(path).units[0].projects == (odd,)
