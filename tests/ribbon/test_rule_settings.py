"""校验设置 in Excel: which settings hold for an open workbook."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from xladdin.errors import SettingsError
from xladdin.ribbon.rule_settings import settings_note, settings_of
from xladdin.settings.lookup import BUILT_IN


def opened(full_name: object) -> Any:
    """As much of an open workbook as says where it is."""
    return SimpleNamespace(api=SimpleNamespace(FullName=str(full_name)))


def test_settings_in_the_workbooks_folder_hold(tmp_path: Path) -> None:
    path = tmp_path / "校验设置.toml"
    path.write_text("budget_year = 2025\n", encoding="utf-8")

    used = settings_of(opened(tmp_path / "316001.xlsx"))

    assert used.settings.budget_year == 2025
    assert settings_note(used) == f"\n\n校验设置：{path}"


@pytest.mark.parametrize("name", ["工作簿1", "https://example.com/文档/316001.xlsx"])
def test_a_workbook_that_is_nowhere_here_has_the_users_settings(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "校验设置.toml").write_text("budget_year = 2025\n", encoding="utf-8")

    used = settings_of(opened(name))

    assert used is BUILT_IN
    assert settings_note(used) == ""


def test_settings_that_are_wrong_are_told(tmp_path: Path) -> None:
    (tmp_path / "校验设置.toml").write_text("budget_year = 25\n", encoding="utf-8")

    with pytest.raises(SettingsError, match="budget_year"):
        settings_of(opened(tmp_path / "316001.xlsx"))
