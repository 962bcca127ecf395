"""LibreOffice, started headless for the tests and driven by UNO."""

import builtins
import contextlib
import functools
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from types import ModuleType
from typing import Any, Self

from tests.live.document import Document

STARTUP_SECONDS = 120
SHUTDOWN_SECONDS = 10
_CRASH_SECONDS = 3
DEBIAN_PACKAGES = Path("/usr/lib/python3/dist-packages")

# com.sun.star.document.MacroExecMode.NEVER_EXECUTE, UpdateDocMode.NO_UPDATE
_NEVER_EXECUTE = _NO_UPDATE = 0


class OfficeError(Exception):
    """LibreOffice is missing, doesn't start, or can't open what it was given."""


class Office:
    """One LibreOffice with a profile of its own; a context manager, so that it surely ends.

    It is seen on an X display where one is named, else it is headless.
    """

    def __init__(self, program: str = "soffice", display: str = "") -> None:
        self._display = display
        self._uno = import_uno()
        executable = _find(program)
        self.folder = Path(tempfile.mkdtemp(prefix="xladdin-office-"))
        self._log = self.folder / "log.txt"
        pipe = f"pipe,name=xladdin-{uuid.uuid4().hex};urp"
        self._process = self._start(executable, pipe)
        self.address = f"uno:{pipe};StarOffice.ComponentContext"
        """Where another process finds this LibreOffice."""
        try:
            self._desktop = self._connect()
        except BaseException:
            self._kill()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self, path: Path) -> Document:
        """Open a workbook, hidden, with its macros off and its links not followed.

        Raises:
            OfficeError: there is no such file, or LibreOffice can't read it as a workbook.
        """
        if not path.is_file():
            raise OfficeError(f"no file {path}")
        component = self._desktop.loadComponentFromURL(
            path.resolve().as_uri(),
            "_blank",
            0,
            self._properties(
                Hidden=True, MacroExecutionMode=_NEVER_EXECUTE, UpdateDocMode=_NO_UPDATE
            ),
        )
        if not hasattr(component, "Sheets"):
            if component is not None:
                component.close(True)
            raise OfficeError(f"LibreOffice can't open {path} as a workbook")
        return Document(component)

    def convert_to_pdf(self, path: Path, out_dir: Path) -> Path:
        """Print a workbook as its page set-up says, to a PDF of its name in `out_dir`."""
        pdf = out_dir.resolve() / f"{path.stem}.pdf"
        document = self.open(path)
        try:
            options = self._properties(FilterName="calc_pdf_Export")
            document.component.storeToURL(pdf.as_uri(), options)
        finally:
            document.close()
        return pdf

    def close(self) -> None:
        """Ask LibreOffice to end, end it if it doesn't, and remove its profile."""
        hung_up = self._uno.getClass("com.sun.star.uno.RuntimeException")
        with contextlib.suppress(hung_up):  # it may be gone before it has answered
            self._desktop.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(SHUTDOWN_SECONDS)
        self._kill()

    def last_words(self, patience_seconds: float = 0) -> str | None:
        """What it said when it ended by itself; None while it runs.

        A crash takes LibreOffice a moment, after the connection is already lost.
        """
        try:
            status = self._process.wait(patience_seconds)
        except subprocess.TimeoutExpired:
            return None
        return f"LibreOffice ended by itself (exit status {status}) and said: {self._said()}"

    def _start(self, executable: str, pipe: str) -> subprocess.Popen[bytes]:
        with self._log.open("wb") as log:
            return subprocess.Popen(  # noqa: S603 -- fixed options, and a program the tests name
                [
                    executable,
                    *(() if self._display else ("--headless",)),
                    "--norestore",
                    "--nologo",
                    "--nodefault",
                    "--nofirststartwizard",
                    f"-env:UserInstallation={self.folder.as_uri()}/profile",
                    f"--accept={pipe};",
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # it is several processes, which end together
                env=os.environ | self._own_folders() | {"DISPLAY": self._display},
            )

    def _own_folders(self) -> dict[str, str]:
        """Where programs that it starts find settings, and put logs: not the user's own."""
        names = {"CONFIG_HOME": "config", "STATE_HOME": "state", "DOCUMENTS_DIR": "documents"}
        return {f"XDG_{name}": str(self.folder / place) for name, place in names.items()}

    def _connect(self) -> Any:
        not_yet = self._uno.getClass("com.sun.star.connection.NoConnectException")
        give_up = time.monotonic() + STARTUP_SECONDS
        while True:
            with contextlib.suppress(not_yet):
                context = remote_context(self.address)
                return context.ServiceManager.createInstanceWithContext(
                    "com.sun.star.frame.Desktop", context
                )
            if self._process.poll() is not None:
                raise OfficeError(f"LibreOffice ended at once and said: {self._said()}")
            if time.monotonic() > give_up:
                raise OfficeError(
                    f"LibreOffice gave no answer in {STARTUP_SECONDS} s and said: {self._said()}"
                )
            time.sleep(0.1)

    def _said(self) -> str:
        return self._log.read_text(errors="replace").strip() or "nothing"

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _properties(self, **values: object) -> tuple[Any, ...]:
        make = self._uno.getClass("com.sun.star.beans.PropertyValue")
        return tuple(make(Name=name, Value=value) for name, value in values.items())


class Offices:
    """One LibreOffice for many tests, and a fresh one after it ended by itself."""

    def __init__(self) -> None:
        self._office: Office | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._office:
            self._office.close()

    def running(self) -> Office:
        """The one that runs.

        Raises:
            OfficeError: it doesn't start.
        """
        if self._office and self._office.last_words() is not None:
            self._office.close()
            self._office = None
        if self._office is None:
            self._office = Office()
        return self._office

    def last_words(self) -> str | None:
        """What LibreOffice said when it ended by itself; None if it runs, or never did."""
        return self._office.last_words(_CRASH_SECONDS) if self._office else None


def pages_as_pictures(pdf: Path, dots_per_inch: int = 80) -> list[Path]:
    """Draw each page of a PDF as a PNG beside it; they come in the order of the pages."""
    prefix = str(pdf.with_suffix(""))
    subprocess.run(  # noqa: S603 -- fixed options, and a file the tests made
        [_find("pdftoppm"), "-png", "-r", str(dots_per_inch), str(pdf), prefix],
        check=True,
        capture_output=True,
    )
    # pdftoppm pads the numbers, so names sort as pages do
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


def _find(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise OfficeError(
            f"the program {program} isn't installed, and the live tests can't do without it: "
            "`make test` installs what they need (libreoffice-calc, python3-uno, poppler-utils)"
        )
    return found


@functools.cache
def remote_context(address: str) -> Any:
    """The component context of a running LibreOffice, by its `Office.address`.

    One connection is enough for a process: LibreOffice may drop one that comes while another goes.
    """
    local = import_uno().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    return resolver.resolve(address)


@functools.cache
def import_uno() -> ModuleType:
    """Import Debian's `uno` into this virtual environment, which doesn't see Debian's packages.

    Their folder stands on the path only meanwhile, and last, so that nothing else comes from
    there; and `uno`'s own `import` is taken back, since the other tests run in this process too.
    """
    path, real_import = sys.path.copy(), builtins.__import__
    sys.path.append(str(DEBIAN_PACKAGES))
    try:
        uno = importlib.import_module("uno")
    except ImportError as error:
        raise OfficeError(
            f"Python's bridge to LibreOffice (uno) can't be imported: {error}. `make test` "
            "installs python3-uno and makes .venv from /usr/bin/python3, to which it belongs"
        ) from error
    finally:
        sys.path[:] = path
        builtins.__import__ = real_import
    _let_exceptions_pass(uno)
    return uno


def _let_exceptions_pass(uno: ModuleType) -> None:
    """Let UNO's exceptions have Python's own attributes, too.

    They take every attribute for a field of UNO's. So where Python sets their traceback, as it
    does on their way through a @contextmanager, they are replaced by another error.
    """
    set_field = uno._uno_struct__setattr__

    def set_attribute(struct: object, name: str, value: object) -> None:
        set_any = object.__setattr__ if name.startswith("__") else set_field
        set_any(struct, name, value)

    uno._uno_struct__setattr__ = set_attribute  # type: ignore[attr-defined]
