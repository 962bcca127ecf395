"""The document to publish in a real LibreOffice: it opens, and its contents name its pages."""

import random
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.documents.publish.made import (
    SAMPLE_TEXT,
    publication,
    sample_document,
    sample_publication,
)
from xladdin.documents.libreoffice import LibreOffice, find_libreoffice
from xladdin.documents.publish.document import build_document
from xladdin.documents.publish.heading_pages import heading_pages, page_count
from xladdin.documents.publish.publication import Publication
from xladdin.domain.content import IndicatorContent, ProjectContent
from xladdin.domain.text import squeeze
from xladdin.publishing import PdfWish, Wishes, publish

PAGES_BEFORE_THE_FIRST = 2  # title and contents


@pytest.fixture(scope="module")
def writer() -> LibreOffice:
    found = find_libreoffice()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def sample_pdf(writer: LibreOffice) -> bytes:
    return writer.to_pdf(sample_document())


def page_texts(pdf: bytes, folder: Path) -> list[str]:
    path = folder / "document.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-layout", str(path), "-"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.removesuffix("\f").split("\f")


def test_the_sample_has_twenty_pages_that_are_numbered_from_the_first_part(
    sample_pdf: bytes, tmp_path: Path
) -> None:
    texts = page_texts(sample_pdf, tmp_path)

    assert len(texts) == page_count(sample_pdf) == 20
    assert "—" not in texts[0] + texts[1]
    for number, text in enumerate(texts[PAGES_BEFORE_THE_FIRST:], 1):
        assert squeeze(text).endswith(f"—{number}—")


def test_the_contents_name_the_pages(sample_pdf: bytes, tmp_path: Path) -> None:
    built = build_document(sample_publication())
    lines = page_texts(sample_pdf, tmp_path)[1].splitlines()
    shown = [line.rpartition(".")[2].strip() for line in lines if "....." in line]

    assert heading_pages(sample_pdf, built.headings) == built.pages
    listed = [
        str(page)
        for heading, page in zip(built.headings, built.pages, strict=True)
        if heading.look.outline <= 2
    ]
    assert shown == listed


def test_projects_stand_on_pages_of_their_own_in_the_published_order(
    sample_pdf: bytes, tmp_path: Path
) -> None:
    texts = [squeeze(text) for text in page_texts(sample_pdf, tmp_path)]
    titles = [squeeze(project.title) for project in sample_publication().projects]
    published = squeeze(SAMPLE_TEXT.read_text(encoding="utf-8"))

    begun = [title for text in texts for title in titles if text.startswith(title)]
    assert begun == titles
    assert [published.index(title) for title in begun] == sorted(map(published.index, titles))


def test_a_table_that_goes_on_repeats_its_heading(sample_pdf: bytes, tmp_path: Path) -> None:
    texts = [squeeze(text) for text in page_texts(sample_pdf, tmp_path)]
    (going_on,) = [text for text in texts if text.startswith("一级指标二级指标三级指标")]

    ninth = texts.index(going_on) - 1
    assert texts[ninth].startswith(squeeze(sample_publication().projects[8].title))


def measured(writer: LibreOffice, content: Publication) -> tuple[tuple[int, ...] | None, int]:
    """The headings' pages in LibreOffice, and how many of them were counted otherwise before."""
    built = build_document(content)
    pages = heading_pages(writer.to_pdf(built.content), built.headings)
    assert pages is not None
    steps = zip(pages, pages[1:], built.pages, built.pages[1:], strict=False)
    return pages, sum(after - before != then - now for before, after, now, then in steps)


def test_pages_are_counted_as_libreoffice_breaks_them(writer: LibreOffice) -> None:
    rng = random.Random(5)  # noqa: S311 -- to be repeated, not to be secret
    projects = [item.content for item in sample_publication().projects]
    rows = [row for project in projects for row in project.indicators]

    def longer(project: ProjectContent) -> ProjectContent:
        chosen = sorted(rng.choices(rows, k=rng.randint(3, 26)), key=lambda row: row.level1)
        fund_use = project.fund_use * rng.randint(1, 8)
        return replace(project, indicators=tuple(chosen), fund_use=fund_use)

    made = publication(*(longer(rng.choice(projects)) for _ in range(60)), has_summary_table=True)
    _, otherwise = measured(writer, made)

    assert otherwise <= 3  # digits of a font that stands in for 仿宋 are a little wider


def test_a_row_that_no_page_can_hold_goes_on(writer: LibreOffice) -> None:
    def project(rows: int, text: str) -> ProjectContent:
        row = IndicatorContent("产出指标", "数量指标", "个数", text, "≥5个", "计划")
        return ProjectContent(name="项目", budget=Decimal(1), indicators=(row,) * rows)

    content = publication(project(3, "长" * 180), project(1, "长" * 400), project(1, "短"))
    pages, otherwise = measured(writer, content)

    assert otherwise == 0
    assert pages is not None
    assert pages[-3:] == (5, 8, 10)


def test_publishing_writes_both_files(demo_folder: Path, tmp_path: Path) -> None:
    steps: list[str] = []
    report = publish(
        sorted((demo_folder / "inbox").iterdir()),
        tmp_path / "公开文本.docx",
        wishes=Wishes(PdfWish.REQUIRED, with_errors=True),
        on_step=steps.append,
    )

    assert report.pages == 20
    assert report.notes == ()
    assert report.pdf == tmp_path / "公开文本.pdf"
    assert report.pdf.read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "公开文本.docx").read_bytes() == (demo_folder / "公开文本.docx").read_bytes()
    assert steps[1] == "正在排版，核对目录页码"


def test_page_numbers_are_those_that_libreoffice_found(
    monkeypatch: pytest.MonkeyPatch, demo_folder: Path, tmp_path: Path
) -> None:
    from xladdin.documents.publish import document

    monkeypatch.setattr(document, "estimated_pages", lambda _body: [99] * 21)
    publish(
        sorted((demo_folder / "inbox").iterdir()),
        tmp_path / "公开文本.docx",
        wishes=Wishes(with_errors=True),
    )

    assert (tmp_path / "公开文本.docx").read_bytes() == (demo_folder / "公开文本.docx").read_bytes()
