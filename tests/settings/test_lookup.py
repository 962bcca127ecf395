"""Which settings hold: the file named, the one beside the workbooks, the user's, the built-in."""

from pathlib import Path

import pytest

from tests.rules.builders import roster
from xladdin.errors import DataFileError, SettingsError, UsageError
from xladdin.settings.lookup import (
    BUILT_IN,
    find_settings,
    find_settings_of,
    load_settings,
    locate_settings,
)
from xladdin.user_files import settings_folder


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in a folder of a user's, with no settings anywhere yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "部门" / "收件箱"
    folder.mkdir(parents=True)
    return folder


def put(folder: Path, name: str = "校验设置.toml", year: int = 2025) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"budget_year = {year}\n", encoding="utf-8")
    return path


def test_without_a_file_the_built_in_settings_hold(inbox: Path) -> None:
    assert find_settings(None, inbox) is BUILT_IN
    assert find_settings(None, None) is BUILT_IN
    assert BUILT_IN.label == "校验设置：内置"
    assert BUILT_IN.as_json() == {"file": None, "roster": None, "notes": []}


def test_the_nearest_file_holds(inbox: Path) -> None:
    of_user = put(settings_folder(), year=2021)
    assert find_settings(None, inbox).content.budget_year == 2021
    assert find_settings(None, None).path == of_user

    put(inbox.parent, year=2022)
    assert find_settings(None, inbox).content.budget_year == 2022

    beside = put(inbox, year=2023)
    used = find_settings(None, inbox)
    assert (used.path, used.content.budget_year) == (beside, 2023)
    assert used.settings.budget_year == 2023
    assert used.label == f"校验设置：{beside}"

    named = put(inbox.parent.parent, "别的.toml", 2024)
    assert find_settings(named, inbox).content.budget_year == 2024


def test_two_files_side_by_side_are_refused(inbox: Path) -> None:
    put(inbox)
    (inbox / "校验设置.xlsx").touch()

    with pytest.raises(UsageError, match=r"同时有 校验设置\.xlsx 和 校验设置\.toml"):
        locate_settings(inbox)


def test_a_file_that_is_wrong_is_never_passed_over(inbox: Path) -> None:
    put(inbox, year=25)

    with pytest.raises(SettingsError, match="budget_year"):
        find_settings(None, inbox)


@pytest.mark.parametrize("name", ["没有.toml", "没有.xlsx"])
def test_a_file_that_is_named_and_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataFileError, match="找不到校验设置"):
        find_settings(tmp_path / name, None)


def test_another_kind_of_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="不是校验设置"):
        load_settings(put(tmp_path, "设置.ini"))


def test_workbooks_of_one_command_share_their_settings(inbox: Path) -> None:
    beside = put(inbox)
    workbook = inbox / "316001.xlsx"
    workbook.touch()
    assert find_settings_of(None, [inbox, workbook]).path == beside

    elsewhere = inbox.parent.parent / "316002.xlsx"
    with pytest.raises(UsageError, match=r"校验设置不同：.*、内置设置"):
        find_settings_of(None, [workbook, elsewhere])
    assert find_settings_of(beside, [workbook, elsewhere]).path == beside
    assert find_settings_of(None, [elsewhere]) is BUILT_IN


def test_another_list_of_units_takes_the_place_of_the_settings_own(inbox: Path) -> None:
    put(inbox)
    used = find_settings(None, inbox)
    assert used.with_roster(None) is used

    with_list = used.with_roster(roster())

    assert with_list.settings.roster == roster()
    assert with_list.settings.budget_year == used.settings.budget_year
    assert with_list.label.endswith("；单位名录：单位名录.csv")
    assert with_list.as_json()["roster"] == "单位名录.csv"
