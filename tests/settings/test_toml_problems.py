"""What is wrong in a settings file in TOML is named by its key."""

from pathlib import Path

import pytest

from xladdin.errors import DataFileError, SettingsError
from xladdin.settings.lookup import load_settings


def written(folder: Path, text: str) -> Path:
    path = folder / "校验设置.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('rules.R04.severity = "严重"', "rules.R04.severity：级别“严重”不对"),
        ("rules.R99.enabled = false", "rules.R99：没有规则“R99”"),
        ("rules.R04.on = false", "rules.R04.on：没有这一项"),
        ("rules = 3", "rules：应为一个表"),
        ("rules.R04 = false", "rules.R04：应为一个表"),
        ("thresholds.most_amount_decimals = 9", "thresholds.most_amount_decimals：金额小数"),
        ("thresholds.most_amount_decimals = [1]", "thresholds.most_amount_decimals：应为文字"),
        ("thresholds.cost_rounding = inf", "thresholds.cost_rounding：每个金额"),
        ("thresholds.cost_rounding = 1e999999999", "thresholds.cost_rounding：每个金额"),
        ("thresholds.fewest = 1", "thresholds.fewest：没有参数“fewest”"),
        ('[[own_checks]]\ncheck = "预算数 →"', "own_checks[1].check："),
        ("own_checks = 3", "own_checks：应为一个列表"),
        ('[[units]]\nunit_code = "31"\nunit_name = "甲"', "units[1].unit_code：“31”不是 6 位数字"),
        ('[[units]]\nunit_code = "316001"', "units[1]：没有填写"),
        ('words.units.add = ["桩"]', "words.units.add[1]：没有词表“units”"),
        ('words.unit_words.add = ["桩", "桩"]', "words.unit_words.add[2]：“桩”已在"),
        ('words.unit_words.add = "桩"', "words.unit_words.add：应为一个列表"),
        ('words.unit_words.plus = ["桩"]', "words.unit_words.plus：没有这一项，应为 add、remove"),
        ('words.unit_words.add = { "桩" = "根" }', "words.unit_words.add.桩：这个词表的词没有对应"),
        ("budget_year = 25", "budget_year：年度“25”不对"),
        ("taxonomy = 2018", "taxonomy：指标体系“2018”不对"),
        ("year = 2025", "year：没有这一项"),
        ('letters.to = "财政局"', "letters.to：“财政局”不是邮箱地址"),
        ("letters.deadline = 12", "letters.deadline：截止日期“12”不对"),
        ('letters.bcc = "a@b.cn"', "letters.bcc：没有这一项"),
        ("letters = 3", "letters：应为一个表"),
    ],
)
def test_a_problem_is_named_by_its_key(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(written(tmp_path, text))

    (found,) = caught.value.problems
    assert found.startswith(problem)


@pytest.mark.parametrize(
    "text", ["rules = ", "a = 1\na = 2", "x = " + "9" * 5000, "a=" + "[" * 9999]
)
def test_what_is_no_toml_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataFileError, match="不是 TOML"):
        load_settings(written(tmp_path, text))


def test_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "校验设置.toml"
    path.write_bytes("# 设置".encode("gb18030"))

    with pytest.raises(DataFileError, match="UTF-8"):
        load_settings(path)


def test_a_date_as_toml_writes_it(tmp_path: Path) -> None:
    used = load_settings(written(tmp_path, "[letters]\ndeadline = 2024-12-10"))

    assert str(used.content.letters.deadline) == "2024-12-10"
