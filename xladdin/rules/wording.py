"""How messages name texts, places and lists."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin

_WHAT_AND_MEND = re.compile(r"(?P<what>(?:“[^”]*”|[^“：])*)：(?P<mend>.*)", re.DOTALL)


def listed(words: Iterable[str]) -> str:
    """Words as a Chinese list."""
    return "、".join(words)


def place(target: Entry | Origin, seen_from: Entry | Origin) -> str:
    """Where a cell is, as far as a reader at another cell needs telling."""
    there = target.origin if isinstance(target, Entry) else target
    here = seen_from.origin if isinstance(seen_from, Entry) else seen_from
    if there.file != here.file:
        return f"文件{file_name(there.file)}中工作表“{there.sheet}”的 {there.cell}"
    return (
        f"本表 {there.cell}"
        if there.sheet == here.sheet
        else f"工作表“{there.sheet}”的 {there.cell}"
    )


def file_name(file: str) -> str:
    """A file in quotation marks, without its folders: messages are mailed to others."""
    return f"“{PurePath(file).name}”"


def what_and_mend(reason: str) -> tuple[str, str]:
    """The two halves of a parser's reason, ``what is wrong：what to do``; quotes stay whole."""
    found = _WHAT_AND_MEND.fullmatch(reason)
    return (found["what"], found["mend"]) if found else (reason, "请核对后重新填写")
