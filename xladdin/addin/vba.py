"""VBA as text: modules, their procedures, and texts that are not ASCII.

A VBA project keeps its source in one code page of Windows, and the tools that write it put "??" for
what is not in there. So every module is pure ASCII, and Chinese is written as the numbers of its
characters.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from xladdin.errors import XladdinError

_PROCEDURE = re.compile(
    r"^(?:(?:Public|Private) )?(?:Sub|Function) (?P<name>\w+)\(.*?^End (?:Sub|Function)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_LONGEST_LINE = 1023  # VBA takes no more
_PIECE = 200  # characters of a text on one line, with four digits each
_DECODER = "TextOf"


class AddinBuildError(XladdinError):
    """The add-in can't be built from what is installed."""


class ModuleKind(StrEnum):
    """What a VBA module belongs to."""

    STANDARD = "standard"
    DOCUMENT = "document"  # of the workbook or a sheet; its attributes are Excel's


@dataclass(frozen=True, slots=True)
class VbaModule:
    """A module of the add-in: ASCII text, its lines ended by CRLF."""

    name: str
    text: str
    kind: ModuleKind = ModuleKind.STANDARD


def vba_module(name: str, source: str, kind: ModuleKind = ModuleKind.STANDARD) -> VbaModule:
    """A module from source whose lines may end in any way.

    Raises AddinBuildError for a character that is not ASCII, for a line that VBA would not take,
    and for a standard module that gives itself another name or none.
    """
    text = "\r\n".join([*source.splitlines(), ""])
    if not text.isascii():
        strange = next(character for character in text if not character.isascii())
        raise AddinBuildError(f"VBA 模块 {name} 含有非 ASCII 字符“{strange}”", "请改用 ChrW")
    if longest := [line for line in text.splitlines() if len(line) > _LONGEST_LINE]:
        raise AddinBuildError(f"VBA 模块 {name} 有一行过长：{longest[0][:40]}…")
    if kind is ModuleKind.STANDARD and not text.startswith(f'Attribute VB_Name = "{name}"\r\n'):
        raise AddinBuildError(f"VBA 模块 {name} 的第一行不是自己的名称")
    return VbaModule(name, text, kind)


def procedures(source: str) -> dict[str, str]:
    """The procedures of a module (lines ended by LF) by their names, as they are written."""
    return {match["name"]: match[0] for match in _PROCEDURE.finditer(source)}


def declarations(source: str) -> str:
    """What stands before the first procedure."""
    first = _PROCEDURE.search(source)
    return source[: first.start()] if first else source


def without_comments(source: str) -> str:
    """The source without its comments; an apostrophe in a text begins none."""
    return re.sub(r"""("[^"\n]*")|'[^\n]*""", lambda match: match[1] or "", source)


def text_assignment(target: str, text: str) -> str:
    """Statements of VBA that set a text, for a module with `TEXT_DECODER`; each ends its line."""
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)] or [""]
    calls = [f'{_DECODER}("{piece.encode("utf-16-be").hex().upper()}")' for piece in pieces]
    first, *others = calls
    lines = [f"{target} = {first}", *(f"{target} = {target} & {call}" for call in others)]
    return "".join(f"    {line}\n" for line in lines)


TEXT_DECODER = f"""\
Private Function {_DECODER}(ByVal numbers As String) As String
    ' four hexadecimal digits a character
    Dim place As Long
    For place = 1 To Len(numbers) Step 4
        {_DECODER} = {_DECODER} & ChrW$(CLng("&H" & Mid$(numbers, place, 4)))
    Next
End Function
"""
