"""Where the summary's numbers came from: names of source files, and links to their cells.

Links are relative to the summary, so that a folder that holds both can be moved whole.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xladdin.domain.origin import quote_sheet

LONGEST_LINK = 2000  # characters; Excel takes 2080
_ESCAPES = {ord(c): f"%{ord(c):02x}" for c in '%" <>[]^`{}#'}


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a cell of another file."""

    text: str
    url: str


class Sources:
    """The files that a summary at ``target`` is made from."""

    def __init__(self, files: Sequence[str], target: Path) -> None:
        self._target = target.resolve().parent
        self._folder = _common({Path(file).resolve().parent for file in files})
        self._names: dict[str, str] = {}
        self._urls: dict[str, str] = {}

    def name(self, file: str) -> str:
        """The file as people know it: its name, with the folder where there are several."""
        if file not in self._names:
            self._names[file] = self._name(Path(file).resolve())
        return self._names[file]

    def link(self, text: str, file: str, sheet: str = "", cell: str = "") -> Link | str:
        """A link to a cell (or sheet, or file); only the text where no link is possible."""
        if not (file and text):
            return text
        if file not in self._urls:
            self._urls[file] = self._url(file)
        url = self._urls[file] + (f"#{quote_sheet(sheet)}!{cell or 'A1'}" if sheet else "")
        return Link(text, url) if len(url) <= LONGEST_LINK else text

    def cell(self, file: str, sheet: str, cell: str) -> Link | str:
        """``项目1!C4`` as a link there."""
        return self.link("!".join(part for part in (sheet, cell) if part), file, sheet, cell)

    def _name(self, path: Path) -> str:
        if self._folder is not None and path.is_relative_to(self._folder):
            return path.relative_to(self._folder).as_posix()
        return path.name

    def _url(self, file: str) -> str:
        place = Path(file).resolve()
        try:
            path = os.path.relpath(place, self._target)
        except ValueError:  # another drive
            path = str(place)
        return "external:" + path.replace(os.sep, "/").translate(_ESCAPES)


def _common(folders: set[Path]) -> Path | None:
    try:
        return Path(os.path.commonpath(folders)) if folders else None
    except ValueError:  # several drives
        return None
