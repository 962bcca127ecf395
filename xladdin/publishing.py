"""The command `publish`: a department's workbooks as the document that it makes public."""

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.domain.department import Department
from xladdin.domain.finding import Finding, Severity
from xladdin.errors import OutputError, UsageError
from xladdin.rules.engine import check_department
from xladdin.rules.settings import STANDARD, Settings
from xladdin.services import (
    OnRead,
    exit_status,
    receive_and_check,
    roster_of_inbox,
    workbooks_to_consolidate,
)
from xladdin.workbook.saving import replace_whole
from xladdin.workbook.submission_file import read_submission_file

if TYPE_CHECKING:
    from xladdin.documents.pdf_maker import PdfMaker
    from xladdin.documents.publish.publication import Publication

DOCUMENT_NAME = "公开文本.docx"
PRIVACY_RULE = "D07"
_PAGES_ESTIMATED = (
    "没有用 LibreOffice 或 Word 排版，目录的页码按版式推算："
    "请在 Word 中用右键点目录，选“更新域”核对一次"
)
OnStep = Callable[[str], None]
"""Gets what is being done at the moment, in words for a person."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The workbooks to publish, the folder that holds them, and the list of units."""

    files: tuple[Path, ...]
    folder: Path
    roster: Path | None


class PdfWish(Enum):
    """Whether there is to be a PDF, too."""

    NONE = 0
    IF_POSSIBLE = 1
    REQUIRED = 2


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for besides the document itself."""

    pdf: PdfWish = PdfWish.NONE
    summary_table: bool = False
    with_errors: bool = False
    may_replace: bool = False


@dataclass(frozen=True, slots=True)
class PublicationReport:
    """What came of publishing; ``output`` is None where it was refused because of errors.

    ``notes`` are what a person must know of the document, a sentence each.
    """

    department: Department
    findings: tuple[Finding, ...]
    pages: int | None = None
    notes: tuple[str, ...] = ()
    output: Path | None = None
    pdf: Path | None = None

    @property
    def errors(self) -> list[Finding]:
        """The findings that keep a document from being published."""
        return [item for item in self.findings if item.severity is Severity.ERROR]

    @property
    def private(self) -> list[Finding]:
        """What looks as if it must not be made public."""
        return [item for item in self.findings if item.rule == PRIVACY_RULE]

    @property
    def unreadable(self) -> list[str]:
        """Files that may be submissions and could not be read, each with the reason."""
        items = (item for item in self.department.received if not item.was_read)
        return [f"{item.file}：{item.reason}" for item in items]

    def may_be_written(self, wishes: Wishes) -> bool:
        """Whether nothing is in the way of publishing, or it is to be passed over."""
        return wishes.with_errors or not (self.errors or self.unreadable)

    @property
    def project_count(self) -> int:
        """Number of projects in the document."""
        return sum(len(sent.projects) for sent in self.department.used)

    @property
    def exit_status(self) -> int:
        """0 without errors, 1 with findings of severity error, 3 where a file was unreadable."""
        return exit_status(self.findings, bool(self.unreadable))

    def as_json(self) -> dict[str, object]:
        """The report for programs, as ``--json`` prints it."""
        from xladdin.consolidation.report import consolidation_json

        return {
            "output": str(self.output) if self.output else None,
            "pdf": str(self.pdf) if self.pdf else None,
            "refused": self.output is None,
            "projects": self.project_count,
            "pages": self.pages,
            "notes": list(self.notes),
            **consolidation_json(self.department, self.findings),
        }


def sources_to_publish(
    source: Path, roster: Path | None = None, settings: Path | None = None
) -> Sources:
    """The workbooks of a folder, or those that count in a department's summary.

    The latter must say what they said when they were consolidated. Raises UsageError, and
    DataFileError where the summary is none.
    """
    if source.is_dir():
        found = roster or roster_of_inbox(source)
        return Sources(tuple(workbooks_to_consolidate(source, found, settings)), source, found)
    if not source.exists():
        raise UsageError(f"找不到 {source}", "请给出存放各单位工作簿的文件夹，或汇总表")
    from xladdin.consolidation.summary_sources import counted_sources

    counted = counted_sources(source)
    changed = [
        item.path.name for item in counted if read_submission_file(item.path).digest != item.digest
    ]
    if changed:
        raise UsageError(
            f"汇总之后又改动过：{'、'.join(changed)}", "请先重新汇总并核对，再生成公开文本"
        )
    files = tuple(item.path for item in counted)
    folders = {str(path.resolve().parent) for path in files}
    folder = Path(os.path.commonpath(folders)) if folders else source.parent
    return Sources(files, folder, roster or roster_of_inbox(folder))


def publish(
    files: Sequence[Path],
    output: Path,
    settings: Settings = STANDARD,
    wishes: Wishes = Wishes(),
    on_read: OnRead | None = None,
    on_step: OnStep | None = None,
) -> PublicationReport:
    """Check workbooks, make the document of them, check it as it would be written, and write it.

    With errors nothing is written unless that is wished for. Everything is written whole or not at
    all. Raises UsageError and OutputError.
    """
    from xladdin.documents.pdf_maker import find_pdf_maker, require_pdf_maker
    from xladdin.documents.publish.publication import publication_of
    from xladdin.documents.publish.reading_back import read_back

    _require_free(output, wishes)
    is_required = wishes.pdf is PdfWish.REQUIRED
    maker = require_pdf_maker() if is_required else find_pdf_maker()
    department, findings = receive_and_check(files, settings, on_read)
    if not department.used:
        raise UsageError("没有可以公开的项目", "请检查文件夹里是否有各单位填好的工作簿")
    report = PublicationReport(department, tuple(findings))
    publication = publication_of(department, has_summary_table=wishes.summary_table)
    made = _make(publication, maker if report.may_be_written(wishes) else None, wishes, on_step)
    published = replace(department, publication=read_back(made.document, output.name))
    in_document = (item for item in check_department(published, settings) if item not in findings)
    report = PublicationReport(
        published, (*findings, *in_document), made.pages, _notes(publication)
    )
    return _write(report, made, output, wishes) if report.may_be_written(wishes) else report


@dataclass(frozen=True, slots=True)
class _Made:
    """A finished document; its PDF and number of pages where a program made them.

    ``problem`` is what that program failed at.
    """

    document: bytes
    pdf: bytes | None = None
    pages: int | None = None
    problem: str = ""


def _make(
    publication: "Publication",
    maker: "PdfMaker | None",
    wishes: Wishes,
    on_step: OnStep | None,
) -> _Made:
    """The document with the page numbers that the layout gives, where a program makes one."""
    from xladdin.documents.publish.document import build_document
    from xladdin.documents.publish.heading_pages import heading_pages, page_count

    say = on_step or (lambda _text: None)
    say("正在生成公开文本")
    built = build_document(publication)
    if maker is None:
        return _Made(built.content)
    say("正在排版，核对目录页码")
    try:
        pdf = maker.to_pdf(built.content)
        pages = heading_pages(pdf, built.headings)
        if pages is not None and pages != built.pages:
            built = build_document(publication, pages)
            if wishes.pdf is not PdfWish.NONE:
                say("正在生成 PDF")
                pdf = maker.to_pdf(built.content)
    except OutputError as error:
        if wishes.pdf is PdfWish.REQUIRED:
            raise
        return _Made(built.content, problem=error.message)
    return _Made(built.content, pdf, page_count(pdf))


def _write(
    report: PublicationReport, made: _Made, output: Path, wishes: Wishes
) -> PublicationReport:
    """Both files, or none of them."""
    pdf = output.with_suffix(".pdf") if wishes.pdf is not PdfWish.NONE and made.pdf else None
    with ExitStack() as files:
        files.enter_context(replace_whole(output)).write_bytes(made.document)
        if pdf is not None and made.pdf is not None:
            files.enter_context(replace_whole(pdf)).write_bytes(made.pdf)
    notes = list(report.notes)
    if made.pages is None:
        notes += [made.problem] if made.problem else []
        notes.append(_PAGES_ESTIMATED)
    return replace(report, notes=tuple(notes), output=output, pdf=pdf)


def _require_free(output: Path, wishes: Wishes) -> None:
    if output.suffix.lower() != ".docx":
        raise UsageError(f"公开文本是 .docx 文件，不能写成 {output.name}", "请改正 -o 的文件名")
    pdf = [output.with_suffix(".pdf")] if wishes.pdf is not PdfWish.NONE else []
    for path in (output, *pdf):
        if path.exists() and not wishes.may_replace:
            raise UsageError(f"{path} 已存在", "请换一个文件名，或加 --force 替换它")


def _notes(publication: "Publication") -> tuple[str, ...]:
    """What is lacking in the document."""
    from xladdin.documents.publish.publication import NOT_REPORTED

    if publication.targets is not None:
        return ()
    return (f"没有收到部门整体绩效目标的工作簿：第一部分只写了“{NOT_REPORTED}”",)
