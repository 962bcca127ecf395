"""A double of `RunAndWait`, for add-ins that run in Calc.

In Excel, this function of the module xlwings starts the interpreter and waits for its end:

    python.exe -E -P -B -X utf8 -c "<command>" --hwnd=<window> 2> <log>

Here that one function of the loaded add-in is exchanged (run_python.bas); all its other VBA runs
as it is shipped. The double writes the command down, starts run.sh, and waits while Calc goes on
answering. run.sh starts Python as Excel would, only that Python first connects xlwings with this
LibreOffice (`connect`). What Python writes to standard error is the log. The function gives 0, or
1 when Python failed.

    double = RunPythonDouble(tmp_path / "run", office.address)
    double.install(excel.books.open("xladdin.xlam"))
"""

import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import xlwings as xw

from tests.live.calc import macros
from tests.live.calc.app import window_of
from tests.live.calc.connect import VARIABLE
from tests.live.calc.values import ExcelRefusedError

PATIENCE_SECONDS, _WAIT_MILLISECONDS = 120, 60

_ROOT = Path(__file__).parents[3]
_DOUBLE = Path(__file__).with_suffix(".bas")
_DECLARED = r"^Private Function RunAndWait\(.*?^End Function\n"
_CONNECT = (
    "import sys; sys.path.append({root!r}); import xladdin.workbook.live; "  # first, as there
)
_CONNECT += "from tests.live.calc.click import run; run(sys.argv.pop(1))"
_RUN = """#!/bin/sh
cd {folder} || exit
command=$(cat command.txt)
printf '%s\\n' "$command" >> commands.txt
export {variable}={address}
{python} -E -P -B -X utf8 -c {connect} "$command" --hwnd={window} 2> log.txt
printf %s $? > status.part
mv status.part status.txt
"""


@dataclass(frozen=True)
class RunPythonDouble:
    """One folder for the exchange, and the LibreOffice that Python finds again."""

    folder: Path
    address: str
    python: Path = Path(sys.executable)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        script = _RUN.format(
            folder=shlex.quote(str(self.folder)),
            variable=VARIABLE,
            address=shlex.quote(self.address),
            python=shlex.quote(str(self.python)),
            window=window_of(self.address),
            connect=shlex.quote(_CONNECT.format(root=str(_ROOT))),
        )
        runner = self.folder / "run.sh"
        runner.write_text(script, encoding="utf-8")
        runner.chmod(0o700)

    def install(self, add_in: xw.Book, module: str = "xlwings") -> None:
        """Exchange `RunAndWait` in the module that has it.

        Raises:
            ExcelRefusedError: it isn't there, or a module of the add-in doesn't compile.
        """
        double = _DOUBLE.read_text(encoding="ascii")
        for mark, text in (
            ("@FOLDER@", self.folder.resolve().as_uri()),
            ("@PATH@", str(self.folder.resolve())),
            ("@TRIES@", str(PATIENCE_SECONDS * 1000 // _WAIT_MILLISECONDS)),
            ("@WAIT@", str(_WAIT_MILLISECONDS)),
        ):
            double = double.replace(mark, text)
        book = add_in.impl
        shipped = macros.module_source(book, module)
        rest, count = re.subn(_DECLARED, "", shipped, flags=re.MULTILINE | re.DOTALL)
        if count != 1:
            raise ExcelRefusedError(f"the module {module} of {add_in.name} has no RunAndWait")
        macros.put_module(book, module, f"{rest}\n{double}")
        macros.check_alive(book)

    @property
    def commands(self) -> list[str]:
        """Every command that Python was started with, in order."""
        journal = self.folder / "commands.txt"
        return journal.read_text(encoding="utf-8").splitlines() if journal.exists() else []

    @property
    def log(self) -> str:
        """What the last command wrote to standard error: Excel's user would see it in a box."""
        return (self.folder / "log.txt").read_text(encoding="utf-8")
