"""A draft on the screen: in Outlook where there is one, else in what the system opens mails with.

Outlook is told to show a new mail, never to send it.
"""

import os
import sys
from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from xladdin.mail.draft import Draft

_MAIL_ITEM = 0  # olMailItem
_MODELESS = False


class Shown(Enum):
    """Where a person sees the draft now."""

    IN_OUTLOOK = auto()
    BY_THE_SYSTEM = auto()
    NOWHERE = auto()


class OutlookItem(Protocol):
    """As much of Outlook's MailItem as a draft needs; there is no word of sending."""

    To: str
    CC: str
    Subject: str
    Body: str

    @property
    def Attachments(self) -> "OutlookAttachments":  # noqa: N802 -- Outlook's name, as all below
        """The files that go along."""

    def Display(self, Modal: bool) -> None:  # noqa: N802, N803
        """Show it in a window of its own."""


class OutlookAttachments(Protocol):
    """The files of a MailItem."""

    def Add(self, Source: str) -> object:  # noqa: N802, N803
        """Add a file."""


class Outlook(Protocol):
    """As much of Outlook as a draft needs."""

    def CreateItem(self, ItemType: int) -> OutlookItem:  # noqa: N802, N803
        """Make a new item that nobody sees yet."""


def show_draft(
    draft: Draft,
    draft_file: Path,
    attachments: Sequence[Path],
    find_outlook: "Callable[[], Outlook | None] | None" = None,
    open_file: Callable[[Path], bool] | None = None,
) -> Shown:
    """Show a draft; it and its attachments are files already. Never raises: it can be opened."""
    outlook = (find_outlook or installed_outlook)()
    if outlook is not None and _show_in(outlook, draft, attachments):
        return Shown.IN_OUTLOOK
    return Shown.BY_THE_SYSTEM if (open_file or open_by_system)(draft_file) else Shown.NOWHERE


def _show_in(outlook: Outlook, draft: Draft, attachments: Sequence[Path]) -> bool:
    try:
        item = outlook.CreateItem(_MAIL_ITEM)
        item.To = "; ".join(draft.to)
        item.CC = "; ".join(draft.cc)
        item.Subject = draft.subject
        item.Body = draft.text
        for path in attachments:
            item.Attachments.Add(str(path.resolve()))
        item.Display(_MODELESS)
    except Exception:  # noqa: BLE001 -- COM raises what it likes; the file can be opened instead
        return False
    return True


def installed_outlook() -> Outlook | None:
    """Outlook on this computer, running or not; None where there is none that programs can use."""
    if sys.platform != "win32":
        return None
    try:
        import win32com.client

        outlook: Outlook = win32com.client.Dispatch("Outlook.Application")
    except Exception:  # noqa: BLE001 -- not installed, or the new Outlook, which has no COM
        return None
    return outlook


def open_by_system(path: Path) -> bool:
    """Open a file or a folder as a double click does; give whether that was possible."""
    if sys.platform != "win32":
        return False
    try:
        os.startfile(path)  # noqa: S606 -- a file that was just written here
    except OSError:
        return False
    return True
