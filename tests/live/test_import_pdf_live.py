"""PDFs made by LibreOffice, read by the borders of their tables: the same content comes back."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

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
from xladdin.documents.imported import Imported
from xladdin.documents.pdf.blocks import read_pdf
from xladdin.documents.pdf_maker import require_pdf_maker
from xladdin.documents.publish.document import build_document
from xladdin.documents.reading import WITHOUT_BORDERS, read_document
from xladdin.domain.content import IndicatorContent
from xladdin.domain.taxonomy import Taxonomy
from xladdin.importing import import_document
from xladdin.workbook.file_reader import read_workbook

STYLES = {
    "as published": WordStyle(),
    "heading rows on every page": WordStyle(two_tables=True, header_rows=True, size=12),
    "one after the other": WordStyle(title_in_table=True, page_breaks=False),
    "narrow columns": WordStyle(merged_level2=True, widths=(30, 40, 90, 120, 40, 60, 30)),
    "nothing merged": WordStyle(merged_level1=False, blank_lines=True, size=9, page_breaks=False),
    "large letters": WordStyle(size=14, page_breaks=False),
}


def as_pdf(word: Path) -> Path:
    pdf = word.with_suffix(".pdf")
    pdf.write_bytes(require_pdf_maker().to_pdf(word.read_bytes()))
    return pdf


def published(tmp_path: Path, *, has_summary_table: bool) -> Path:
    publication = replace(sample_publication(), has_summary_table=has_summary_table)
    word = tmp_path / "公开文本.docx"
    word.write_bytes(build_document(publication).content)
    return word


def imported(pdf: Path) -> Imported:
    return recognised(read_pdf(pdf))


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_the_sample_comes_back_exactly(style: WordStyle, tmp_path: Path) -> None:
    word = write_document(tmp_path / "公开文本.docx", sample_units(), style, sample_department())
    result = imported(as_pdf(word))
    assert units_of(result) == sample_units()
    assert result.department == sample_department()
    assert to_check(result) == []


@pytest.mark.parametrize("has_summary_table", [False, True])
def test_the_published_document_comes_back_exactly(has_summary_table: bool, tmp_path: Path) -> None:
    result = imported(as_pdf(published(tmp_path, has_summary_table=has_summary_table)))
    assert units_of(result) == sample_units()
    assert result.department == sample_department()
    assert to_check(result) == []


def test_the_same_workbooks_by_word_and_by_pdf(tmp_path: Path) -> None:
    word = published(tmp_path, has_summary_table=False)
    by_word = import_document(word, tmp_path / "一")
    by_pdf = import_document(as_pdf(word), tmp_path / "二")
    for one, other in zip(by_word.workbooks, by_pdf.workbooks, strict=True):
        assert one.path.name == other.path.name
        sheets = zip(read_workbook(one.path).sheets, read_workbook(other.path).sheets, strict=True)
        for sheet, same in sheets:
            values = {cell: entry.value for cell, entry in sheet.cells.items()}
            assert values == {cell: entry.value for cell, entry in same.cells.items()}


def test_a_table_without_borders_is_read_by_its_text(tmp_path: Path) -> None:
    word = write_document(tmp_path / "无边框.docx", sample_units()[1:], WordStyle())
    document = Document(str(word))
    for table in document.tables:
        table.style = "Normal Table"
    document.save(str(word))
    read = read_document(as_pdf(word))
    (unit,) = read.imported.units
    assert unit.unit_code == sample_units()[1][0]
    assert [p.code for p in unit.projects] == [p.code for p in sample_units()[1][2]]
    assert read.accounted == read.length
    assert ("", WITHOUT_BORDERS) in to_check(read.imported)


def test_a_table_over_three_pages_whose_rows_break(tmp_path: Path) -> None:
    """The text of every row is long, so that page breaks fall inside of rows."""
    name = "反映全县范围内农村公路养护工程按照合同约定的质量标准完成验收并且投入使用的情况"
    level1, level2 = "产出指标", "质量指标"
    rows = tuple(
        IndicatorContent(level1, level2, f"验收合格率{n}", f"{n}{name * 3}", "≥95%", f"依据{n}")
        for n in range(1, 31)
    )
    code, unit, projects = sample_units()[0]
    long_one = replace(projects[0], indicators=rows)
    word = write_document(
        tmp_path / "三页.docx", [(code, unit, [long_one])], WordStyle(merged_level1=False)
    )
    pdf = as_pdf(word)
    result = imported(pdf)
    pages = {piece.where.partition(" 页")[0] for piece in result.placed}
    assert len(pages) >= 3
    assert units_of(result) == [(code, unit, (long_one,))]
    assert to_check(result) == []


@pytest.mark.parametrize("taxonomy", Taxonomy)
def test_generated_projects_come_back_exactly(taxonomy: Taxonomy, tmp_path: Path) -> None:
    rng = random.Random(20240)  # noqa: S311 -- test data
    units = [
        (f"4{n:05d}", f"某某县第{n}局", tuple(random_projects(rng, 4, taxonomy)))
        for n in range(1, 4)
    ]
    style = WordStyle(two_tables=True, header_rows=True, may_break_rows=False, page_breaks=False)
    result = imported(as_pdf(write_document(tmp_path / "生成.docx", units, style)))
    assert units_of(result) == units
    assert to_check(result) == []
