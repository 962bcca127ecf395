"""A draft on the screen: shown, and never sent."""

from pathlib import Path

from xladdin.mail.draft import Draft
from xladdin.mail.showing import Shown, installed_outlook, open_by_system, show_draft

DRAFT = Draft(("a@b.cn", "c@d.cn"), ("e@f.cn",), "主题", "正文")


class Item:
    """A MailItem; to send it, or anything else that isn't meant, is an AttributeError."""

    def __init__(self) -> None:
        self.To = self.CC = self.Subject = self.Body = ""
        self.Attachments = Files()
        self.shown: list[bool] = []

    def Display(self, Modal: bool) -> None:  # noqa: N802, N803
        self.shown.append(Modal)


class Files:
    def __init__(self) -> None:
        self.added: list[str] = []

    def Add(self, Source: str) -> object:  # noqa: N802, N803
        self.added.append(Source)
        return None


class Outlook:
    def __init__(self) -> None:
        self.item = Item()

    def CreateItem(self, ItemType: int) -> Item:  # noqa: N802, N803
        assert ItemType == 0
        return self.item


class BrokenOutlook(Outlook):
    def CreateItem(self, ItemType: int) -> Item:  # noqa: N802, N803
        raise OSError(ItemType)


def test_outlook_shows_it_with_its_files(tmp_path: Path) -> None:
    outlook = Outlook()
    shown = show_draft(
        DRAFT, tmp_path / "a.eml", [tmp_path / "a.xlsx"], lambda: outlook, lambda _path: False
    )

    assert shown is Shown.IN_OUTLOOK
    item = outlook.item
    assert (item.To, item.CC) == ("a@b.cn; c@d.cn", "e@f.cn")
    assert (item.Subject, item.Body) == ("主题", "正文")
    assert item.Attachments.added == [str(tmp_path / "a.xlsx")]
    assert item.shown == [False]


def test_else_the_system_opens_the_file(tmp_path: Path) -> None:
    opened: list[Path] = []

    def open_file(path: Path) -> bool:
        opened.append(path)
        return True

    file = tmp_path / "a.eml"
    for find in (lambda: None, BrokenOutlook):
        assert show_draft(DRAFT, file, [], find, open_file) is Shown.BY_THE_SYSTEM
    assert opened == [file, file]
    assert show_draft(DRAFT, file, [], lambda: None, lambda _path: False) is Shown.NOWHERE


def test_off_windows_nothing_is_started(tmp_path: Path) -> None:
    assert installed_outlook() is None
    assert not open_by_system(tmp_path)
