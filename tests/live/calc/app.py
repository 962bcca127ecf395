"""The application: one running LibreOffice."""

import zlib
from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from tests.live.calc import macros
from tests.live.calc.area import Area
from tests.live.calc.book import Book, Books
from tests.live.calc.main_thread import MainThread
from tests.live.calc.native_app import NativeApp
from tests.live.calc.notebook import Notebook
from tests.live.calc.range import Range
from tests.live.calc.sheet import Sheet
from tests.live.calc.values import ExcelRefusedError

_DEFAULT_BUTTONS = {"ok": "ok", "ok_cancel": "ok", "yes_no": "yes", "yes_no_cancel": "yes"}


def window_of(address: str) -> int:
    """The handle of the window of the LibreOffice at an address."""
    return zlib.crc32(address.encode())


class App(base_classes.App):
    """The running LibreOffice, as xlwings sees Excel."""

    def __init__(self, engine: object, context: Any, address: str) -> None:
        self.engine = engine
        self.address = address
        self.context = context
        self.notebook = Notebook(context)
        self.main_thread = MainThread(context)
        self.desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        self._indicator: Any = None
        self._scripts: dict[tuple[str, str], str] = {}

    @property
    def api(self) -> NativeApp:
        return NativeApp(self)

    @property
    def pid(self) -> int:
        """As the window's handle, one number is enough for both."""
        return window_of(self.address)

    @property
    def hwnd(self) -> int:
        return window_of(self.address)

    @property
    def version(self) -> str:
        """Excel 2016 and later all say so."""
        return "16.0"

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Range | None:
        """The selected cells of the active workbook, the first area if there are several."""
        if (book := self.books.active) is None:
            return None
        selected = book.uno.CurrentSelection
        if hasattr(selected, "RangeAddress"):
            address = selected.RangeAddress
        elif getattr(selected, "RangeAddresses", ()):
            address = selected.RangeAddresses[0]
        else:
            return None
        return Range(Sheet(book, book.uno.Sheets[address.Sheet]), Area.of_uno(address))

    def activate(self, steal_focus: bool = False) -> None:
        """There is only this one."""

    def quit(self) -> None:
        """Close every workbook and add-in unsaved; LibreOffice itself ends with its `Office`."""
        for book in self.books.with_add_ins():
            book.close()
        self.notebook.clear()

    def kill(self) -> None:
        self.quit()

    # what Excel switches on and off

    @property
    def screen_updating(self) -> bool:
        book = self.books.active
        return book is None or not book.uno.hasControllersLocked()

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        """Rows are not laid out meanwhile, as in Excel; here only autofit does so afterwards."""
        for book in self.books:
            if value and book.uno.hasControllersLocked():
                book.uno.unlockControllers()
            elif not value and not book.uno.hasControllersLocked():
                book.uno.lockControllers()
            book.uno.IsAdjustHeightEnabled = value

    @property
    def calculation(self) -> str:
        book = self.books.active
        is_automatic = book is None or book.uno.isAutomaticCalculationEnabled()
        return "automatic" if is_automatic else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        for book in self.books:
            book.uno.enableAutomaticCalculation(value == "automatic")

    def calculate(self) -> None:
        for book in self.books:
            book.uno.calculate()

    @property
    def cut_copy_mode(self) -> None:
        """Nobody copies here."""

    @cut_copy_mode.setter
    def cut_copy_mode(self, value: bool) -> None:
        """Forget what was copied."""

    @property
    def visible(self) -> bool:
        return bool(self.notebook.read("visible", True))

    @visible.setter
    def visible(self, value: bool) -> None:
        self.notebook.write("visible", value)

    @property
    def display_alerts(self) -> bool:
        return bool(self.notebook.read("display alerts", True))

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        self.notebook.write("display alerts", value)

    @property
    def enable_events(self) -> bool:
        return bool(self.notebook.read("enable events", True))

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        self.notebook.write("enable events", value)

    @property
    def interactive(self) -> bool:
        return bool(self.notebook.read("interactive", True))

    @interactive.setter
    def interactive(self, value: bool) -> None:
        self.notebook.write("interactive", value)

    # what the person sees

    @property
    def status_bar(self) -> str | bool:
        """The text; False while the application itself writes there."""
        text: str | bool = self.notebook.read("status bar", False)
        return text

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self.notebook.write("status bar", value)
        if self._indicator:
            self._indicator.end()
            self._indicator = None
        if isinstance(value, str):
            self.notebook.append("status texts", value)
            if book := self.books.active:
                self._indicator = book.uno.CurrentController.Frame.createStatusIndicator()
                self._indicator.start(value, 0)

    def alert(
        self,
        prompt: str,
        title: str | None,
        buttons: str | None,
        mode: str | None,
        callback: str | None,  # noqa: ARG002 -- of xlwings' server
    ) -> str:
        """Nobody clicks here: note the message and take the prepared answer, or the default."""
        buttons = buttons or "ok"
        self.notebook.append("alerts", (prompt, title or "", buttons, mode or ""))
        answer, *rest = self.notebook.read("answers", ()) or (_DEFAULT_BUTTONS[buttons],)
        self.notebook.write("answers", tuple(rest))
        return str(answer)

    def run(self, macro: str, args: list[object]) -> object:
        """Run a macro: "Module.Macro" or "Macro", with "'Book.xlsm'!" before it or without.

        Raises:
            ExcelRefusedError: no open workbook or add-in has it.
        """
        place, _, name = macro.rpartition("!")
        if place:
            candidates = [self.books(place.strip("'"))]
        else:
            active = self.books.active
            candidates = [*([active] if active else []), *self.books.with_add_ins()]
        for book in candidates:
            if script := self._script(book, name):
                return macros.invoke(book, script, *args).value
        raise ExcelRefusedError(f"Cannot run the macro '{macro}'")

    def _script(self, book: Book, macro: str) -> str | None:
        """The address of a macro, which stays the same as long as the workbook is open."""
        known = (book.uno.RuntimeUID, macro)
        if known not in self._scripts and (found := macros.find(book, macro)):
            self._scripts[known] = found
        return self._scripts.get(known)


class Apps(base_classes.Apps):
    """The one application of a connection."""

    def __init__(self) -> None:
        self.apps: list[App] = []

    def keys(self) -> list[int]:
        return [app.pid for app in self.apps]

    def __iter__(self) -> Iterator[App]:
        return iter(self.apps)

    def __len__(self) -> int:
        return len(self.apps)

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self.apps if app.pid == pid)

    @staticmethod
    def cleanup() -> None:
        """There are no processes to clean up."""
