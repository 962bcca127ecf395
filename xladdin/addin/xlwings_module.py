"""xlwings' own VBA module for custom add-ins, taken from the installed package and hardened.

As it comes, that module lets a workbook that arrived by e-mail choose what runs: it reads settings
(the interpreter among them) from a sheet of the active workbook and from a file beside it, puts the
workbook's folder on Python's path, runs Python in Excel's current folder, looks for `cmd.exe` and
`python` there first, runs sheets named "*.py", builds a command line with the workbook's name in
it; and its `RunPython`, like every public Function and Declare of an add-in, can be called by a
formula in any cell. So nothing of it is shipped but the procedures named here; those that did such
a thing are replaced by xlwings_rewritten.bas; all but `CALLED_BY_OTHERS` become private; and the
result is searched once more for what must not be in it.
"""

import hashlib
import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path

from xladdin.addin.vba import (
    AddinBuildError,
    VbaModule,
    declarations,
    procedures,
    vba_module,
    without_comments,
)

MODULE_NAME = "xlwings"
PROJECT_NAME = "xladdin"
SETTINGS_SHEET = f"{PROJECT_NAME}.conf"
_SOURCE_NAME = "xlwings_custom_addin.bas"
_REWRITTEN = Path(__file__).with_name("xlwings_rewritten.bas")
_DEFINED = {"Mac": False, "VBA7": True, 'App = "Microsoft Excel"': True}  # Win64 is left to Excel


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A procedure of xlwings as it was when it was looked at.

    ``digest`` is that of its text; ``rewritten`` says why xladdin's words replace it, "" where it
    is shipped as it is.
    """

    digest: str
    rewritten: str = ""


REVIEWED = {
    "RunPython": Reviewed(
        "0c88a892b0ab0882", "runs sheets named *.py; puts the workbook's folder on the path"
    ),
    "ExecuteWindows": Reviewed(
        "4bdd5cd5b6953935", "the workbook's name in a command line; bare cmd.exe, python"
    ),
    "XLPyCommand": Reviewed(
        "6e73e02113185a13", "the workbook's path in a command line; runs in its folder"
    ),
    "XLPyLoadDLL": Reviewed(
        "0275293773621f73", "with a bare python, a DLL of the current folder is loaded"
    ),
    "GetConfig": Reviewed(
        "3b684b24556ea921", "settings from the active workbook's sheet and folder"
    ),
    "GetConfigFromSheet": Reviewed(
        "67a527eecad60d45", "reads any workbook; needs one to be active"
    ),
    "XLPy": Reviewed("ee0dc616c126fcd9"),
    "GetConfigFilePath": Reviewed("f5fb373a07066b68"),
    "GetConfigFromFile": Reviewed("38f155a356f928e8"),
    "WScript": Reviewed("d343703ad19ef699"),
    "FileExists": Reviewed("8867491fe3d331e5"),
    "FileExistsOnWindows": Reviewed("4321a02ebe3113b2"),
    "ParentFolder": Reviewed("316c74bb8badaf16"),
    "CreateGUID": Reviewed("8577e6ccf6cc7160"),
}

CALLED_BY_OTHERS = ("RunPython", "XLPy", "GetConfigFilePath")
"""What other modules call: a Sub, which no formula can call, and two Functions that do no harm."""

# Whatever a later xlwings brings, none of this may be in the add-in.
FORBIDDEN = {
    r"\bActiveWorkbook\b": "takes something from the active workbook",
    r"\bActiveSheet\b|\bActiveCell\b|\bSelection\b": "takes something from the active sheet",
    r"PYTHONPATH|prepare_sys_path|sys\.path": "puts something on Python's path",
    r"\bCurDir\b|\bChDir\b": "depends on the current folder",
    r"GetDirectory|GetFullName|\.FullName\b|\.Path\b": "looks into a workbook's folder",
    r'"cmd\.exe|"pythonw?"': "looks for a program in the current folder first",
    r'"\.py"|embedded': "runs Python that a workbook carries",
    r"MsgBox|\.Popup\b": "shows a message that is not for a clerk",
    r"LICENSE_KEY|xlwings\.pro": "is xlwings PRO",
}


def installed_source() -> str:
    """Xlwings' module as the installed package brings it, without importing the package."""
    spec = importlib.util.find_spec("xlwings")
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0], _SOURCE_NAME) if folders else None
    if path is None or not path.is_file():
        raise AddinBuildError("没有找到 xlwings 的 VBA 模块", "请重新安装 xlwings")
    return path.read_text(encoding="ascii")


def hardened_module(source: str) -> VbaModule:
    """The module that the add-in carries, from xlwings' own.

    Raises AddinBuildError when a procedure that is taken or replaced isn't the one that was
    reviewed, and when the result has anything of FORBIDDEN in it.
    """
    lines = _as_for_excel(source.replace("\r\n", "\n"))
    theirs = procedures(lines)
    for name, reviewed in REVIEWED.items():
        if digest(theirs.get(name, "")) != reviewed.digest:
            raise AddinBuildError(
                f"已安装的 xlwings 中，过程 {name} 与审查过的不同，加载项没有生成",
                "请安装 requirements.lock 中的 xlwings 版本，或重新审查后更新 xlwings_module.py",
            )
    kept = [theirs[name] for name, reviewed in REVIEWED.items() if not reviewed.rewritten]
    ours = _REWRITTEN.read_text(encoding="ascii").replace("\r\n", "\n")
    head = _with_private_declares(_named(declarations(lines)))
    own = [_private(text) for text in (*procedures(ours).values(), *kept)]
    text = "\n\n".join([head.strip(), *own]) + "\n"
    _refuse_forbidden(text)
    _refuse_calls_of_what_is_left_out(text, theirs)
    return vba_module(MODULE_NAME, text)


def digest(procedure: str) -> str:
    """Sixteen hexadecimal digits of a procedure's words; the spacing of lines doesn't count."""
    words = "\n".join(line.strip() for line in procedure.splitlines())
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _named(head: str) -> str:
    """The declarations, with the name that settings sheet and settings file go by."""
    old = 'PROJECT_NAME As String = "myaddin"'
    if head.count(old) != 1:
        raise AddinBuildError("已安装的 xlwings 没有声明 PROJECT_NAME，加载项没有生成")
    return head.replace(old, f'PROJECT_NAME As String = "{PROJECT_NAME}"')


def _with_private_declares(head: str) -> str:
    """The declarations, with every function of a DLL out of a formula's reach."""
    return re.sub(r"(?m)^(\s*)(?:Public |Private )?Declare ", r"\1Private Declare ", head)


def _private(procedure: str) -> str:
    """A procedure, private unless others call it."""
    ((name, _),) = procedures(procedure).items()
    if name in CALLED_BY_OTHERS:
        return procedure
    return re.sub(r"^(?:Public |Private )?(?=Function |Sub )", "Private ", procedure)


def _as_for_excel(source: str) -> str:
    """The source without the branches for Mac, for Office before 2010 and for other programs."""
    kept = []
    branches: list[bool | None] = []  # None: not ours to decide
    for line in source.splitlines():
        directive, _, rest = line.strip().partition(" ")
        condition = rest.removesuffix("Then").strip()
        if directive == "#If":
            branches.append(_DEFINED.get(condition))
            is_code = branches[-1] is None
        elif directive in {"#Else", "#ElseIf"}:
            is_code = branches[-1] is None
            if not is_code:  # of what is decided, the other branches come to nothing
                branches[-1] = not branches[-1] if directive == "#Else" else False
        elif line.strip() == "#End If":
            is_code = branches.pop() is None
        else:
            is_code = directive != "#Const"
        if is_code and False not in branches:
            kept.append(line)
    return "\n".join(kept) + "\n"


def _refuse_forbidden(text: str) -> None:
    code = without_comments(text)
    for pattern, what in FORBIDDEN.items():
        if match := re.search(pattern, code, re.IGNORECASE):
            raise AddinBuildError(f"xlwings 的 VBA 模块仍含有“{match[0]}” ({what})")


def _refuse_calls_of_what_is_left_out(text: str, theirs: dict[str, str]) -> None:
    code = without_comments(text)
    shipped = procedures(text)
    for name in theirs.keys() - shipped.keys():
        if re.search(rf"\b{name}\b", code):
            raise AddinBuildError(f"xlwings 的 VBA 模块用到了没有收入的过程 {name}")
