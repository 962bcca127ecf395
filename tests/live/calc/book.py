"""Workbooks: those that are open, and what their files are."""

import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.live.calc.bridge import properties, uno
from tests.live.calc.names import Names
from tests.live.calc.native import NativeBook
from tests.live.calc.native_app import MACROS_OFF
from tests.live.calc.number_formats import NumberFormats
from tests.live.calc.sheet import Sheets
from tests.live.calc.values import ExcelRefusedError

if TYPE_CHECKING:
    from tests.live.calc.app import App

ADD_IN = ".xlam"
_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ADD_IN: "Calc MS Excel 2007 VBA XML",  # Calc recognizes no add-in by itself
    ".ods": "calc8",
}
_NEVER_EXECUTE, _ALWAYS_EXECUTE_NO_WARN = 0, 4  # com.sun.star.document.MacroExecMode
_NO_UPDATE = 0  # com.sun.star.document.UpdateDocMode
_VERY_HIDDEN = re.compile(r'<sheet\b[^>]*\bname="([^"]*)"[^>]*\bstate="veryHidden"')


class Book(base_classes.Book):
    """One open workbook or add-in."""

    def __init__(self, app: "App", document: Any) -> None:
        self._app = app
        self.uno = document

    @property
    def app(self) -> "App":
        return self._app

    @property
    def api(self) -> NativeBook:
        return NativeBook(self)

    @property
    def fullname(self) -> str:
        """The path; for a workbook that was never saved only its name."""
        url = self.uno.URL
        return str(uno().fileUrlToSystemPath(url)) if url else str(self.uno.Title)

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def is_add_in(self) -> bool:
        return self.name.lower().endswith(ADD_IN)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    @cached_property
    def formats(self) -> NumberFormats:
        """The workbook's number formats."""
        return NumberFormats(self.uno)

    def activate(self) -> None:
        """Make it the active one, to VBA, too, which listens only when another was it before."""
        for book in (*self.app.books.add_ins, self):
            book.uno.CurrentController.Frame.activate()
        self.app.main_thread.settle()

    def close(self) -> None:
        """Close without saving; another workbook becomes the active one."""
        self.uno.close(True)
        self.app.main_thread.settle()
        if active := self.app.books.active:
            active.activate()

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save in place, or as another file, whose ending says the kind; it is replaced.

        Raises:
            NotImplementedError: with a password.
            ExcelRefusedError: a kind of file that is none of a workbook's.
        """
        if password:
            raise NotImplementedError("the double saves without a password")
        if path is None and self.uno.URL:
            self.uno.store()
            return
        target = Path(path or f"{self.name}.xlsx").resolve()
        if (filter_name := _FILTERS.get(target.suffix.lower())) is None:
            raise ExcelRefusedError(f"a workbook can't be saved as {target.suffix}")
        options = properties(FilterName=filter_name, Overwrite=True)
        self.uno.storeAsURL(target.as_uri(), options)

    def refuse_if_structure_is_protected(self) -> None:
        """Calc itself would go on."""
        if self.uno.isProtected():
            raise ExcelRefusedError(f"{self.name}: the order of the sheets is protected")

    def is_very_hidden(self, sheet_name: str) -> bool:
        """Whether a hidden sheet is of the kind that Calc takes for hidden: its file says it."""
        noted = self.app.notebook.read(self._note(sheet_name))
        return sheet_name in _very_hidden(Path(self.fullname)) if noted is None else bool(noted)

    def note_very_hidden(self, sheet_name: str, *, is_very_hidden: bool) -> None:
        """Remember what Calc can't."""
        self.app.notebook.write(self._note(sheet_name), is_very_hidden)

    def _note(self, sheet_name: str) -> str:
        return f"very hidden/{self.uno.RuntimeUID}/{sheet_name}"


class Books(base_classes.Books):
    """The open workbooks, the oldest first; add-ins aren't listed but are found by their name."""

    def __init__(self, app: "App") -> None:
        self.app = app

    @property
    def api(self) -> Any:
        return self.app.desktop.Components

    @property
    def active(self) -> Book | None:
        document = self.app.desktop.CurrentComponent
        if document is not None and _is_seen(document):
            book = Book(self.app, document)
            if not book.is_add_in:
                return book
        seen = list(self)
        return seen[-1] if seen else None

    def __iter__(self) -> Iterator[Book]:
        return (book for book in self.with_add_ins() if not book.is_add_in)

    @property
    def add_ins(self) -> list[Book]:
        """The open add-ins."""
        return [book for book in self.with_add_ins() if book.is_add_in]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, name_or_index: int | str) -> Book:
        if isinstance(name_or_index, int):
            return list(self)[name_or_index - 1]
        wanted = name_or_index.casefold()
        for book in self._open():
            names = {book.name.casefold(), book.fullname.casefold()}
            if wanted in names and _is_seen(book.uno):
                return book
        raise KeyError(name_or_index)

    def with_add_ins(self) -> list[Book]:
        """All that Excel would have open; what `Office.open` opened isn't seen by anybody."""
        books = sorted(self._open(), key=lambda book: int(book.uno.RuntimeUID))
        return [book for book in books if _is_seen(book.uno)]

    def _open(self) -> Iterator[Book]:
        return (Book(self.app, part) for part in self.api if hasattr(part, "Sheets"))

    def add(self) -> Book:
        return self._load("private:factory/scalc")

    def open(
        self,
        fullname: str,
        update_links: bool | None = None,  # noqa: ARG002 -- links are never followed here
        read_only: bool | None = None,
        *options: object,
        **named_options: object,
    ) -> Book:
        """Open a file in a window; an add-in, too, but it isn't the active one.

        Its macros run unless AutomationSecurity forbids it.

        Raises:
            NotImplementedError: with another option (a password, a format, ...).
            ExcelRefusedError: it is no workbook, or locked by someone.
        """
        if any(option is not None for option in (*options, *named_options.values())):
            raise NotImplementedError("the double opens with update_links and read_only only")
        path = Path(fullname)
        kind = path.suffix.lower()
        filters = {"FilterName": _FILTERS[kind]} if kind in _FILTERS else {}
        before = self.active
        book = self._load(path.as_uri(), ReadOnly=bool(read_only), **filters)
        if book.is_add_in and before:
            before.activate()
        return book

    def _load(self, url: str, **options: object) -> Book:
        are_macros_on = self.app.api.AutomationSecurity != MACROS_OFF
        arguments = properties(
            Hidden=False,
            MacroExecutionMode=_ALWAYS_EXECUTE_NO_WARN if are_macros_on else _NEVER_EXECUTE,
            UpdateDocMode=_NO_UPDATE,
            **options,
        )
        document = self.app.desktop.loadComponentFromURL(url, "_blank", 0, arguments)
        if not hasattr(document, "Sheets"):
            if document is not None:
                document.close(True)
            raise ExcelRefusedError(f"Calc can't open {url} as a workbook")
        self.app.main_thread.settle()
        return Book(self.app, document)


def _is_seen(document: Any) -> bool:
    """Whether it is a workbook in a window, be it one that nobody draws (headless)."""
    if not hasattr(document, "Sheets"):
        return False
    return not any(said.Name == "Hidden" and said.Value for said in document.Args)


def _very_hidden(path: Path) -> set[str]:
    if not path.is_file() or not zipfile.is_zipfile(path):
        return set()
    with zipfile.ZipFile(path) as package:
        return set(_VERY_HIDDEN.findall(package.read("xl/workbook.xml").decode()))
