"""Running the macros of an open workbook or add-in.

In LibreOffice one module that doesn't compile silences all of its library, and an error at run
time ends a macro without a word. `check_alive` tells the first; against the second only a result
helps that the macro leaves behind.
"""

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.live.calc.values import ExcelRefusedError

if TYPE_CHECKING:
    from tests.live.calc.book import Book

_VBA = "Option VBASupport 1"  # what LibreOffice puts first when it imports a module
_PROBE = "XladdinProbe"
_PROBE_SOURCE = "Public Function IsAlive()\n    IsAlive = True\nEnd Function\n"
_DECLARATION = r"^\s*(?:Public\s+)?(?:Static\s+)?(?:Sub|Function)\s+{}\b"


class Outcome(NamedTuple):
    """What a macro left."""

    value: object
    """What a function returned; None for a Sub."""
    by_reference: dict[int, object]
    """Arguments by their place, from 0, that it could have changed."""


def find(book: "Book", macro: str) -> str | None:
    """The address of "Module.Macro" or of "Macro" in any module; None if it isn't there."""
    module, _, name = macro.rpartition(".")
    declared = re.compile(_DECLARATION.format(re.escape(name)), re.IGNORECASE | re.MULTILINE)
    libraries = book.uno.BasicLibraries
    for library in libraries.ElementNames:
        libraries.loadLibrary(library)
        modules = libraries.getByName(library)
        for known in modules.ElementNames:
            is_meant = not module or known.casefold() == module.casefold()
            if is_meant and declared.search(modules.getByName(known)):
                return _script(library, known, name)
    return None


def invoke(book: "Book", script: str, *args: object) -> Outcome:
    """Run what `find` found."""
    called = book.uno.getScriptProvider().getScript(script)
    value, places, changed = called.invoke(args, (), ())
    return Outcome(value, dict(zip(places, changed, strict=True)))


def call(book: "Book", macro: str, *args: object) -> Outcome:
    """Run a macro of this workbook.

    Raises:
        ExcelRefusedError: it has none of that name, or its macros are dead.
    """
    if (script := find(book, macro)) is None:
        raise ExcelRefusedError(f"{book.uno.Title} has no macro {macro}")
    check_alive(book)
    return invoke(book, script, *args)


def put_module(book: "Book", name: str, source: str) -> None:
    """Add a VBA module, or replace it, where the workbook's own modules are."""
    remove_module(book, name)
    _insert(book, name, source if _VBA in source else f"{_VBA}\n{source}")


def remove_module(book: "Book", name: str) -> None:
    """Take a VBA module out, if it is there."""
    modules = _own_library(book)[1]
    if modules.hasByName(name):
        book.app.main_thread.run(lambda: modules.removeByName(name))


def module_source(book: "Book", name: str) -> str:
    """The text of a VBA module; nothing if it isn't there."""
    modules = _own_library(book)[1]
    return str(modules.getByName(name)) if modules.hasByName(name) else ""


def check_alive(book: "Book") -> None:
    """Make sure that every VBA module of a workbook compiles.

    Raises:
        ExcelRefusedError: one doesn't.
    """
    library, modules = _own_library(book)
    _insert(book, _PROBE, _PROBE_SOURCE)
    try:
        answer = invoke(book, _script(library, _PROBE, "IsAlive")).value
    finally:
        remove_module(book, _PROBE)
    if answer is not True:
        names = ", ".join(modules.ElementNames)
        raise ExcelRefusedError(f"a module doesn't compile, so no macro runs: one of {names}")


def _insert(book: "Book", name: str, source: str) -> None:
    modules = _own_library(book)[1]
    book.app.main_thread.run(lambda: modules.insertByName(name, source))


def _own_library(book: "Book") -> tuple[str, Any]:
    """The VBA project: its name, its modules; made if there is none."""
    libraries = book.uno.BasicLibraries
    name = libraries.ProjectName or "VBAProject"
    if not libraries.hasByName(name):
        libraries.VBACompatibilityMode = True
        libraries.createLibrary(name)
    return name, libraries.getByName(name)


def _script(library: str, module: str, name: str) -> str:
    where = "language=Basic&location=document"
    return f"vnd.sun.star.script:{library}.{module}.{name}?{where}"
