"""Documents made for tests, and what an independent reader (python-docx) finds in them."""

import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from tests.consolidation.departments import sample_department
from xladdin.documents.publish.document import build_document
from xladdin.documents.publish.publication import NumberedProject, Publication, publication_of
from xladdin.domain.content import ProjectContent
from xladdin.domain.text import squeeze

SAMPLE_TEXT = Path(__file__).parents[2] / "samples" / "published_2024.txt"


@cache
def sample_publication() -> Publication:
    return publication_of(sample_department())


@cache
def sample_document() -> bytes:
    return build_document(sample_publication()).content


def publication(*projects: ProjectContent, has_summary_table: bool = False) -> Publication:
    """The sample's department with other projects."""
    numbered = tuple(
        NumberedProject(number, "316001", "某某局本级", content)
        for number, content in enumerate(projects, 1)
    )
    return replace(sample_publication(), projects=numbered, has_summary_table=has_summary_table)


def opened(document: bytes) -> Docx:
    return Document(io.BytesIO(document))


def with_style(document: bytes, style: str) -> list[Paragraph]:
    return [p for p in opened(document).paragraphs if p.style is not None and p.style.name == style]


def project_tables(document: bytes) -> list[list[Table]]:
    """The tables below each project's heading."""
    found: list[list[Table]] = []
    for block in opened(document).iter_inner_content():
        if isinstance(block, Table):
            found[-1].append(block)
        elif block.style is not None and block.style.name == "项目表标题":
            found.append([])
    return found


def text_by_project(document: bytes) -> dict[str, str]:
    """All text of a project from its heading on, by the heading; without white space."""
    texts: dict[str, str] = {}
    heading = ""
    for block in opened(document).iter_inner_content():
        if isinstance(block, Table):
            texts[heading] += squeeze("".join(_cell_texts(block)))
            continue
        if block.style is not None and block.style.name == "项目表标题":
            heading = squeeze(block.text)
            texts[heading] = heading
        elif heading:
            texts[heading] += squeeze(block.text)
    return texts


def has(element: etree._Element, tag: str) -> bool:
    return element.find(qn(f"w:{tag}")) is not None


def value_of(element: etree._Element, tag: str, attribute: str = "val") -> str:
    """An attribute of a child."""
    child = element.find(qn(f"w:{tag}"))
    assert child is not None, tag
    return str(child.get(qn(f"w:{attribute}")))


def _cell_texts(table: Table) -> Sequence[str]:
    """Each cell's own, once: python-docx repeats a merged cell at every place that it covers."""
    return [
        "".join(node.text or "" for node in cell.iter() if node.tag.endswith("}t"))
        for row in table._tbl.tr_lst
        for cell in row.tc_lst
    ]
