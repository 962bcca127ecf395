"""校验设置, clicked in the built add-in: the user's own, and those beside a workbook."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.office import Office
from tests.live.ribbon_desk import Desk
from xladdin.form import layout
from xladdin.form import settings_form as form
from xladdin.settings.lookup import load_settings

MAKE_WAY = "rules.R03.enabled = false"


@pytest.fixture
def own_settings(office: Office) -> Iterator[Path]:
    """The user's own settings workbook, which there is none of before and after a test."""
    path = office.folder / "config" / "xladdin" / form.SETTINGS_WORKBOOK
    assert not path.exists()
    yield path
    path.unlink(missing_ok=True)


def rules_listed(desk: Desk) -> set[object]:
    sheet = desk.app.books.active.sheets[layout.FINDINGS_SHEET]
    letter = layout.FINDING_RULE.letter
    return set(sheet[f"{letter}{layout.FIRST_FINDING_ROW}:{letter}200"].value)


def test_the_users_own_settings_are_made_and_opened(desk: Desk, own_settings: Path) -> None:
    desk.app.books.add()

    desk.click("OnRuleSettings")

    assert Path(desk.app.books.active.fullname) == own_settings
    assert desk.status == f"已打开 {own_settings}：改好保存后，下次校验、汇总按它进行。"
    assert load_settings(own_settings).content.rules == {}
    desk.app.books.active.close()

    desk.click("OnRuleSettings")  # it is there now

    assert Path(desk.app.books.active.fullname) == own_settings


def test_the_settings_beside_a_workbook_hold_and_are_opened(
    desk: Desk, sample: dict[str, Path], own_settings: Path
) -> None:
    path = sample["316001"]
    beside = path.parent / form.SETTINGS_TOML
    beside.write_text(MAKE_WAY, encoding="utf-8")
    desk.open(path)

    desk.click("OnValidateWorkbook")

    assert desk.last_alert.prompt.endswith(f"\n\n校验设置：{beside}")
    listed = rules_listed(desk)
    assert "R13" in listed
    assert "R03" not in listed

    desk.click("OnRuleSettings")

    assert str(beside) in desk.last_alert.prompt  # a text file is no workbook to open
    assert not own_settings.exists()


def test_settings_that_are_wrong_are_told_at_their_place(
    desk: Desk, sample: dict[str, Path]
) -> None:
    path = sample["316001"]
    (path.parent / form.SETTINGS_TOML).write_text("budget_year = 25", encoding="utf-8")
    book = desk.open(path)
    before = book.sheets[layout.FINDINGS_SHEET]["A2"].value

    desk.click("OnValidateWorkbook")

    assert desk.last_alert.mode == "critical"
    assert "budget_year：年度“25”不对" in desk.last_alert.prompt
    assert book.sheets[layout.FINDINGS_SHEET]["A2"].value == before
