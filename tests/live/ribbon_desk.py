"""A person at Excel with the add-in: opens workbooks, clicks buttons, sees what comes of it."""

from dataclasses import dataclass
from pathlib import Path

import xlwings as xw

from tests.live.calc.bridge import properties
from tests.live.calc.notebook import Alert, Notebook
from tests.live.calc.ribbon import ask, press
from tests.live.calc.run_python import RunPythonDouble

_RIBBON = "XladdinRibbon"


def save_copy(book: xw.Book, path: Path) -> Path:
    """The workbook as it stands on the screen, in a file; the open one stays as it is."""
    options = properties(FilterName="Calc MS Excel 2007 XML")
    book.impl.uno.storeToURL(path.as_uri(), options)
    return path


@dataclass(frozen=True)
class Desk:
    """The add-in is loaded as it was built; a click runs its VBA, and Python in its own process."""

    app: xw.App
    add_in: xw.Book
    run_python: RunPythonDouble

    @property
    def notebook(self) -> Notebook:
        notebook: Notebook = self.app.impl.notebook
        return notebook

    def click(self, button: str, *, pressed: bool | None = None) -> None:
        """Click a button by the name of its callback; VBA itself finds nothing to complain of."""
        press(self.add_in, f"{_RIBBON}.{button}", pressed=pressed)
        assert self.run_python.log == ""

    def is_enabled(self, callback: str) -> bool:
        """Whether the buttons with this `getEnabled` can be clicked."""
        return bool(ask(self.add_in, f"{_RIBBON}.{callback}"))

    def open(self, path: Path) -> xw.Book:
        return self.app.books.open(path)

    @property
    def last_alert(self) -> Alert:
        """The message box that was shown last."""
        return self.notebook.alerts[-1]

    @property
    def status(self) -> str | bool:
        return self.app.status_bar

    @property
    def selected(self) -> str:
        """What is selected, as ``项目1!$B$7``."""
        selection = self.app.selection
        assert selection is not None
        return f"{selection.sheet.name}!{selection.address}"
