"""Word, or WPS, where a Windows PC has one: turns a Word document into a PDF, seen by nobody."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from xladdin.errors import OutputError

PROGRAMS = {"Word.Application": "Word", "KWPS.Application": "WPS"}
_NO_MACROS = 3  # msoAutomationSecurityForceDisable
_NO_ALERTS = 0  # wdAlertsNone: nobody would see a question, and it would wait for ever
_PDF = 17  # wdExportFormatPDF
_HEADINGS_AS_BOOKMARKS = 1  # wdExportCreateHeadingBookmarks
_DON_T_SAVE = 0  # wdDoNotSaveChanges


class WordDocument(Protocol):
    """As much of an open document as making a PDF needs."""

    def ExportAsFixedFormat(  # noqa: N802 -- Word's name, as all below
        self,
        OutputFileName: str,  # noqa: N803
        ExportFormat: int,  # noqa: N803
        CreateBookmarks: int,  # noqa: N803
    ) -> None:
        """Write it as PDF."""

    def Close(self, SaveChanges: int) -> None:  # noqa: N802, N803
        """Close it."""


class WordDocuments(Protocol):
    """The documents that are open."""

    def Open(  # noqa: N802
        self,
        FileName: str,  # noqa: N803
        ConfirmConversions: bool,  # noqa: N803
        ReadOnly: bool,  # noqa: N803
        AddToRecentFiles: bool,  # noqa: N803
    ) -> WordDocument:
        """Open one."""


class WordApplication(Protocol):
    """As much of Word as making a PDF needs."""

    AutomationSecurity: int
    DisplayAlerts: int

    @property
    def Documents(self) -> WordDocuments:  # noqa: N802
        """The documents that are open."""

    def Quit(self, SaveChanges: int) -> None:  # noqa: N802, N803
        """End this instance, which no person uses."""


@dataclass(frozen=True, slots=True)
class Word:
    """An installed Word or WPS; ``start`` gives an instance of its own."""

    name: str
    start: Callable[[], WordApplication]

    def to_pdf(self, document: bytes) -> bytes:
        """The PDF of a .docx. Raises OutputError where it makes none."""
        with tempfile.TemporaryDirectory(
            prefix="xladdin-pdf-", ignore_cleanup_errors=True
        ) as scratch:
            source, made = Path(scratch) / "document.docx", Path(scratch) / "document.pdf"
            source.write_bytes(document)
            try:
                self._export(source, made)
                return made.read_bytes()
            except Exception as error:  # COM raises what it likes
                raise OutputError(
                    f"{self.name} 没有生成 PDF（{error}）",
                    f"请在 {self.name} 中打开生成的 Word 文档，另存为 PDF",
                ) from error

    def _export(self, source: Path, made: Path) -> None:
        word = self.start()
        try:
            word.AutomationSecurity = _NO_MACROS
            word.DisplayAlerts = _NO_ALERTS
            document = word.Documents.Open(
                str(source), ConfirmConversions=False, ReadOnly=True, AddToRecentFiles=False
            )
            document.ExportAsFixedFormat(
                str(made), ExportFormat=_PDF, CreateBookmarks=_HEADINGS_AS_BOOKMARKS
            )
            document.Close(_DON_T_SAVE)
        finally:
            word.Quit(_DON_T_SAVE)


def find_word() -> Word | None:
    """Word on this computer, else WPS; None where there is none that programs can use."""
    for program, name in PROGRAMS.items():
        if _is_registered(program):
            return Word(name, partial(_started, program))
    return None


def _is_registered(program: str) -> bool:
    if sys.platform != "win32":
        return False
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, rf"{program}\CLSID"))
    except OSError:
        return False
    return True


def _started(program: str) -> WordApplication:
    """An instance of its own, beside one that a person has open."""
    import win32com.client

    word: WordApplication = win32com.client.DispatchEx(program)
    return word
