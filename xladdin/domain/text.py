"""Plain forms of what people type: one width, no white space, no invisible characters."""

import unicodedata
from collections.abc import Collection
from functools import lru_cache

_WHITE_SPACE = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_INVISIBLE = "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BLANK_CHARACTERS = _WHITE_SPACE + _INVISIBLE
"""White space and the invisible characters that come along with pasted text, for ``strip``."""
BLANKS = rf"[\s{_INVISIBLE}]*"
"""Pattern of any number of them."""
_LONGEST_QUOTE = 30  # characters of what a clerk typed, in a message


@lru_cache(maxsize=4096)  # every rule asks for the same few texts of a sheet
def squeeze(text: str) -> str:
    """A text for comparison: NFKC, without any white space or invisible characters."""
    normal = unicodedata.normalize("NFKC", text)
    if normal.isprintable() and " " not in normal:  # the usual case, four times as fast
        return normal
    seen = "".join(c for c in normal if not c.isspace() and unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", seen)  # an accent may stand beside its letter only now


def is_blank_text(text: str) -> bool:
    """True when a reader sees nothing: no text, only white space or invisible characters."""
    return not (text[:1].isalnum() or squeeze(text))  # a letter in front settles it nearly always


def longest_prefix(text: str, start: int, words: Collection[str], longest: int) -> int:
    """Where the longest of the words that stands at ``start`` ends; ``start`` when none does.

    ``words`` are in NFKC, the text need not be: a full-width ％ is found as %. No word is longer
    than ``longest`` characters.
    """
    window = text[start : start + longest]
    is_plain = unicodedata.is_normalized("NFKC", window)  # and so is every part of it
    for length in range(len(window), 0, -1):
        word = window[:length] if is_plain else unicodedata.normalize("NFKC", window[:length])
        if word in words:
            return start + length
    return start


def one_line(text: str) -> str:
    """A text on one line, with one space wherever there is white space between its words."""
    if text.isprintable() and " " not in text:  # the usual case: there is none
        return text
    return " ".join(text.split())


def quoted(text: str) -> str:
    """A text in quotation marks, on one line, long ones cut."""
    line = one_line(text)
    shown = line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1]}…"
    return f"“{shown}”"
