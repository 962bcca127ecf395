"""The add-in's VBA, loaded and run by LibreOffice.

LibreOffice says nothing of a module that doesn't compile: its procedures are just not there. So a
module is given a probe, and only one whose probe answers is alive.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.live.document import Document
from tests.live.office import Office
from xladdin.addin.vba import VbaModule

_MAKE_MACROS_RUN = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN
_FILTER = "Calc MS Excel 2007 VBA XML"  # else LibreOffice doesn't take an .xlam
_PROBE = "XladdinProbe"


def probed(module: VbaModule) -> VbaModule:
    """The module with a procedure that answers once the module compiles."""
    probe = f'Public Function {_PROBE}() As String\n{_PROBE} = "alive"\nEnd Function\n'
    return replace(module, text=module.text + probe.replace("\n", "\r\n"))


def with_probes(modules: Iterable[VbaModule]) -> list[VbaModule]:
    return [probed(module) for module in modules]


class Addin:
    """The add-in, open in LibreOffice with its macros on."""

    def __init__(self, office: "MacroOffice", component: Any) -> None:
        self.office = office
        self.component = component

    def run(self, module: str, procedure: str, *arguments: object) -> Any:
        """Run a procedure; None where it is missing or fails: LibreOffice doesn't say."""
        script = self.component.getScriptProvider().getScript(
            f"vnd.sun.star.script:VBAProject.{module}.{procedure}?language=Basic&location=document"
        )
        return script.invoke(arguments, (), ())[0]

    def is_alive(self, module: str) -> bool:
        """Whether a module with a probe compiles."""
        return bool(self.run(module, _PROBE) == "alive")

    def close(self) -> None:
        self.component.close(True)


class MacroOffice(Office):
    """A LibreOffice that runs macros, with workbooks on its (headless) screen."""

    def load(self, addin: Path) -> Addin:
        """Open an add-in that these tests built."""
        return Addin(
            self, self._load(addin, MacroExecutionMode=_MAKE_MACROS_RUN, FilterName=_FILTER)
        )

    def show(self, workbook: Path) -> Document:
        """Open a workbook so that it is the active one; its own macros stay off."""
        return Document(self._load(workbook, MacroExecutionMode=0))

    def _load(self, path: Path, **options: object) -> Any:
        return self._desktop.loadComponentFromURL(
            path.resolve().as_uri(), "_blank", 0, self._properties(Hidden=False, **options)
        )
