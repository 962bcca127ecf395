"""What Word is asked to do, in an instance of its own that is always ended."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from xladdin.documents import pdf_maker, word
from xladdin.documents.pdf_maker import find_pdf_maker, require_pdf_maker
from xladdin.documents.word import Word, find_word
from xladdin.errors import OutputError


@dataclass
class Application:
    """Word as programs see it; what isn't meant to be asked is an AttributeError."""

    is_broken: bool = False
    AutomationSecurity: int = 1
    DisplayAlerts: int = -1
    asked: list[tuple[object, ...]] = field(default_factory=list)

    @property
    def Documents(self) -> "Application":  # noqa: N802
        return self

    def Open(  # noqa: N802
        self,
        FileName: str,  # noqa: N803
        ConfirmConversions: bool,  # noqa: N803
        ReadOnly: bool,  # noqa: N803
        AddToRecentFiles: bool,  # noqa: N803
    ) -> "Application":
        assert (self.AutomationSecurity, self.DisplayAlerts) == (3, 0)  # before anything is opened
        content = Path(FileName).read_bytes()
        self.asked.append(("open", content, ConfirmConversions, ReadOnly, AddToRecentFiles))
        return self

    def ExportAsFixedFormat(  # noqa: N802
        self,
        OutputFileName: str,  # noqa: N803
        ExportFormat: int,  # noqa: N803
        CreateBookmarks: int,  # noqa: N803
    ) -> None:
        if self.is_broken:
            raise OSError("服务器抛出异常")
        self.asked.append(("export", ExportFormat, CreateBookmarks))
        Path(OutputFileName).write_bytes(b"%PDF-1.7")

    def Close(self, SaveChanges: int) -> None:  # noqa: N802, N803
        self.asked.append(("close", SaveChanges))

    def Quit(self, SaveChanges: int) -> None:  # noqa: N802, N803
        self.asked.append(("quit", SaveChanges))


def test_a_document_is_opened_without_macros_and_never_saved() -> None:
    application = Application()

    assert Word("Word", lambda: application).to_pdf(b"docx") == b"%PDF-1.7"
    assert application.asked == [
        ("open", b"docx", False, True, False),
        ("export", 17, 1),
        ("close", 0),
        ("quit", 0),
    ]


def test_a_word_that_fails_is_ended_and_told() -> None:
    application = Application(is_broken=True)

    with pytest.raises(OutputError, match=r"WPS 没有生成 PDF（服务器抛出异常）.*在 WPS 中打开"):
        Word("WPS", lambda: application).to_pdf(b"docx")
    assert application.asked[-1] == ("quit", 0)


def test_one_that_does_not_start_is_told() -> None:
    def start() -> Application:
        raise OSError("没有注册类")

    with pytest.raises(OutputError, match="Word 没有生成 PDF（没有注册类）"):
        Word("Word", start).to_pdf(b"docx")


def test_word_goes_before_wps_and_libreoffice_before_both(monkeypatch: pytest.MonkeyPatch) -> None:
    present = {"KWPS.Application"}
    monkeypatch.setattr(word, "_is_registered", present.__contains__)
    found = find_word()
    assert found is not None
    assert found.name == "WPS"

    present.add("Word.Application")
    monkeypatch.setattr(pdf_maker, "find_libreoffice", lambda: None)
    made_by = find_pdf_maker()
    assert isinstance(made_by, Word)
    assert made_by.name == "Word"

    installed = Word("another", Application)
    monkeypatch.setattr(pdf_maker, "find_libreoffice", lambda: installed)
    assert find_pdf_maker() is installed


def test_off_windows_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_word() is None

    monkeypatch.setattr(pdf_maker, "find_libreoffice", lambda: None)
    with pytest.raises(OutputError, match="没有找到 LibreOffice、Word 或 WPS，不能生成 PDF"):
        require_pdf_maker()
