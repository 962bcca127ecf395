"""Names that strangers gave their files -> names that every system takes, and that mean nothing."""

import re
import unicodedata
from collections.abc import Callable, Collection
from itertools import count
from pathlib import PurePosixPath

from xladdin.domain.text import squeeze
from xladdin.form.settings_form import ROSTER_NAMES, SETTINGS_NAMES
from xladdin.form.summary_form import SUMMARY_FILE

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)
_LONGEST_STEM = 180  # bytes in UTF-8: with a number and a suffix below 255, what file systems take
_NOBODYS_NAME = "工作簿"

# What xladdin finds by its name in an inbox: from a mail it would switch rules off, change the
# list of units or accept explanations.
_RESERVED = frozenset(
    squeeze(PurePosixPath(name).stem).casefold()
    for name in (*SETTINGS_NAMES, *ROSTER_NAMES, SUMMARY_FILE)
)


def is_reserved(name: str) -> bool:
    """Whether a file of this name, whatever its suffix, would mean something to xladdin."""
    stem = safe_stem(PurePosixPath(name).name)
    return any(squeeze(part).casefold() in _RESERVED for part in (stem, stem.partition(".")[0]))


def safe_stem(stem: str) -> str:
    """A name without its suffix as Windows, macOS and Linux take it; visible, on one line."""
    text = unicodedata.normalize("NFC", stem)
    text = "".join(character for character in text if character.isprintable())
    text = " ".join(_FORBIDDEN.sub("_", text).split())
    text = text.lstrip(" .~$")  # hidden files and lock files are passed over by every command
    text = _cut(text).rstrip(" .")
    if _DEVICES.match(text):
        text = f"_{text}"
    return text or _NOBODYS_NAME


def unique_name(stem: str, suffix: str, taken: Collection[str]) -> str:
    """A name that is none of those ``taken``, as `fold` gives them."""
    return first_free(stem, suffix, lambda name: fold(name) in taken)


def first_free(stem: str, suffix: str, is_taken: Callable[[str], bool]) -> str:
    """The name itself, else the first with a number behind it that isn't taken."""
    for number in count(1):
        name = f"{stem}{f' ({number})' if number > 1 else ''}{suffix}"
        if not is_taken(name):
            return name
    raise AssertionError  # counting never ends


def fold(name: str) -> str:
    """A name as a file system compares it that ignores case and composes characters."""
    return unicodedata.normalize("NFC", name).casefold()


def _cut(text: str) -> str:
    return text.encode("utf-8", errors="replace")[:_LONGEST_STEM].decode("utf-8", errors="ignore")
