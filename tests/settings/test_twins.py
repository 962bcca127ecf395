"""The workbook and its TOML twin say the same, whatever it is."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.settings.contents import FULL, contents
from xladdin.rules.settings_content import SettingsContent
from xladdin.settings.lookup import load_settings
from xladdin.settings.toml_text import toml_of
from xladdin.workbook.templates.settings_workbook import NEW_SETTINGS, build_settings_workbook


def from_workbook(content: SettingsContent, folder: Path) -> SettingsContent:
    path = folder / "校验设置.xlsx"
    build_settings_workbook(path, content)
    return load_settings(path).content


def from_toml(content: SettingsContent, folder: Path) -> SettingsContent:
    path = folder / "校验设置.toml"
    path.write_text(toml_of(content), encoding="utf-8")
    return load_settings(path).content


@pytest.mark.parametrize("content", [SettingsContent(), NEW_SETTINGS, FULL])
def test_both_give_back_what_they_were_told(content: SettingsContent, tmp_path: Path) -> None:
    assert from_workbook(content, tmp_path) == content
    assert from_toml(content, tmp_path) == content


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=contents())
def test_toml_gives_back_anything(content: SettingsContent, tmp_path: Path) -> None:
    assert from_toml(content, tmp_path) == content


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(content=contents())
def test_the_workbook_gives_back_anything(content: SettingsContent, tmp_path: Path) -> None:
    assert from_workbook(content, tmp_path) == content


def test_toml_reads_as_people_write_it(tmp_path: Path) -> None:
    path = tmp_path / "设置.toml"
    path.write_text(
        """\ufeff# 2025 年
budget_year = "2025"
division_code = 130306
taxonomy = "2021版"
rules.r04.enabled = false
rules.R13 = { severity = "提示" }
thresholds.cost_rounding = 1e-2
words.unit_words.add = ["充电 桩"]
[[units]]
unit_code = 316001
unit_name = "本级"
ceiling_amount = "1,234.5"
""",
        encoding="utf-8",
    )

    content = load_settings(path).content

    assert (content.budget_year, content.division_code) == (2025, "130306")
    assert content.taxonomy is FULL.taxonomy
    assert content.rules == {key: FULL.rules[key] for key in ("R04", "R13")}
    assert content.thresholds == {"cost_rounding": FULL.thresholds["cost_rounding"]}
    assert [change.word for change in content.ordered_word_changes] == ["充电桩"]
    assert str(content.units[0].ceiling_amount) == "1234.5"
