"""Running the macros of an open workbook or add-in.

In LibreOffice one module that doesn't compile silences all of its library, and an error at run
time ends a macro without a word. `check_alive` tells the first; against the second only a result
helps that the macro leaves behind.
"""

import re
from typing import Any, NamedTuple

from tests.live.calc.values import ExcelRefusedError

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


def find(document: Any, macro: str) -> str | None:
    """The address of "Module.Macro" or of "Macro" in any module; None if it isn't there."""
    module, _, name = macro.rpartition(".")
    declared = re.compile(_DECLARATION.format(re.escape(name)), re.IGNORECASE | re.MULTILINE)
    libraries = document.BasicLibraries
    for library in libraries.ElementNames:
        libraries.loadLibrary(library)
        modules = libraries.getByName(library)
        for known in modules.ElementNames:
            is_meant = not module or known.casefold() == module.casefold()
            if is_meant and declared.search(modules.getByName(known)):
                return _script(library, known, name)
    return None


def invoke(document: Any, script: str, *args: object) -> Outcome:
    """Run what `find` found."""
    called = document.getScriptProvider().getScript(script)
    value, places, changed = called.invoke(args, (), ())
    return Outcome(value, dict(zip(places, changed, strict=True)))


def call(document: Any, macro: str, *args: object) -> Outcome:
    """Run a macro of this document.

    Raises:
        ExcelRefusedError: it has none of that name, or its macros are dead.
    """
    if (script := find(document, macro)) is None:
        raise ExcelRefusedError(f"{document.Title} has no macro {macro}")
    check_alive(document)
    return invoke(document, script, *args)


def put_module(document: Any, name: str, source: str) -> None:
    """Add a VBA module, or replace it, where the document's own modules are."""
    remove_module(document, name)
    text = source if _VBA in source else f"{_VBA}\n{source}"
    _own_library(document)[1].insertByName(name, text)


def remove_module(document: Any, name: str) -> None:
    """Take a VBA module out, if it is there."""
    modules = _own_library(document)[1]
    if modules.hasByName(name):
        modules.removeByName(name)


def module_source(document: Any, name: str) -> str:
    """The text of a VBA module; nothing if it isn't there."""
    modules = _own_library(document)[1]
    return str(modules.getByName(name)) if modules.hasByName(name) else ""


def check_alive(document: Any) -> None:
    """Make sure that every VBA module of a document compiles.

    Raises:
        ExcelRefusedError: one doesn't.
    """
    library, modules = _own_library(document)
    modules.insertByName(_PROBE, _PROBE_SOURCE)
    try:
        answer = invoke(document, _script(library, _PROBE, "IsAlive")).value
    finally:
        modules.removeByName(_PROBE)
    if answer is not True:
        names = ", ".join(modules.ElementNames)
        raise ExcelRefusedError(f"a module doesn't compile, so no macro runs: one of {names}")


def _own_library(document: Any) -> tuple[str, Any]:
    """The VBA project: its name, its modules; made if there is none."""
    libraries = document.BasicLibraries
    name = libraries.ProjectName or "VBAProject"
    if not libraries.hasByName(name):
        libraries.VBACompatibilityMode = True
        libraries.createLibrary(name)
    return name, libraries.getByName(name)


def _script(library: str, module: str, name: str) -> str:
    where = "language=Basic&location=document"
    return f"vnd.sun.star.script:{library}.{module}.{name}?{where}"
