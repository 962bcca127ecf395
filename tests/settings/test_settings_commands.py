"""`xladdin settings`, and --settings of the other commands, as a user calls them."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.command_line import Run
from tests.settings.contents import FULL
from xladdin.form import settings_form as form
from xladdin.new_workbook import Filling, Whose, create_unit_workbook
from xladdin.settings.lookup import load_settings
from xladdin.settings.toml_text import toml_of

SAMPLE = Path(__file__).parents[2] / "xladdin" / "sample" / "projects.json"


@pytest.fixture(scope="module")
def sample_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "316001.xlsx"
    whose = Whose("316", "行政审批局", "316001", "", 2024)
    create_unit_workbook(path, whose, Filling(SAMPLE))
    return path


@pytest.fixture
def inbox(sample_workbook: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "收件箱"
    folder.mkdir()
    shutil.copy(sample_workbook, folder)
    return folder


def put(folder: Path, text: str) -> Path:
    path = folder / form.SETTINGS_TOML
    path.write_text(text, encoding="utf-8")
    return path


# --- new, check, export --------------------------------------------------------------------------


def test_a_new_workbook_decides_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "校验设置.xlsx"
    done = run("settings", "new", "-o", path)
    assert (done.status, done.out) == (0, f"已生成 {path}\n")

    checked = run("settings", "check", path)

    assert checked.status == 0
    first, second, last = checked.out.splitlines()
    assert first.startswith("本部门校验 X01（不启用）：")
    assert second.startswith("本部门校验 X02（不启用）：")
    assert last == f"检查完毕，没有错误：{path}"
    assert run("settings", "new", "-o", path).status == 2
    assert run("settings", "new", "-o", path, "--force").status == 0


def test_the_workbook_becomes_toml_and_a_workbook_again(run: Run, tmp_path: Path) -> None:
    source = put(tmp_path, toml_of(FULL))
    workbook, twin = tmp_path / "新.xlsx", tmp_path / "新.toml"

    assert run("settings", "new", "-o", workbook, "--from", source).status == 0
    assert run("settings", "export", workbook, "-o", twin).status == 0

    assert twin.read_text(encoding="utf-8") == source.read_text(encoding="utf-8")
    assert load_settings(workbook).content == FULL
    again = run("settings", "export", workbook, "-o", twin)
    assert again.status == 2
    assert "已存在" in again.err


def test_check_says_what_is_wrong_at_its_cell(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "校验设置.xlsx"
    run("settings", "new", "-o", path)
    book = openpyxl.load_workbook(path)
    book[form.GENERAL.sheet]["B5"] = "25"
    book.save(path)

    done = run("settings", "check", path)
    assert done.status == 2
    assert done.out.startswith("年度与区划!B5：年度“25”不对")
    assert "共 1 处不对" in done.out

    told = run("settings", "check", path, "--json")
    assert told.status == 2
    assert len(told.json["problems"]) == 1
    assert "年度与区划!B5" in run("settings", "export", path, "-o", tmp_path / "x.toml").err
    assert not (tmp_path / "x.toml").exists()


def test_check_says_what_has_no_effect(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, 'words.unit_words.add = ["台"]')

    assert "提醒：words.unit_words.add[1]：内置词表中已有“台”" in run("settings", "check", path).out


def test_check_gives_programs_the_content(run: Run, tmp_path: Path) -> None:
    told = run("settings", "check", put(tmp_path, toml_of(FULL)), "--json")

    assert told.status == 0
    assert told.json["problems"] == []
    content = told.json["settings"]
    assert content["rules"]["R04"] == {"enabled": False}
    assert content["units"][0]["ceiling_amount"] == "101.5"
    assert content["taxonomy"] == "2021"


def test_what_is_the_same_is_said_so(run: Run, tmp_path: Path) -> None:
    assert run("settings", "check", put(tmp_path, "")).out.startswith("与内置设置相同\n")


@pytest.mark.parametrize("command", ["new", "check", "export"])
def test_help_is_in_chinese_with_the_english_word(run: Run, command: str) -> None:
    done = run("settings", command, "--help")

    assert done.status == 0
    assert "设置" in done.out
    assert "settings" in done.out


# --- validate and consolidate --------------------------------------------------------------------


def test_settings_beside_the_workbooks_hold(run: Run, inbox: Path) -> None:
    before = run("validate", inbox, "--json").json
    assert before["settings"] == {"file": None, "roster": None, "notes": []}
    assert "R03" in {finding["rule"] for finding in before["findings"]}

    path = put(inbox, "rules.R03.enabled = false")
    done = run("validate", inbox, "--json").json

    assert done["settings"]["file"] == str(path)
    assert "R03" not in {finding["rule"] for finding in done["findings"]}
    assert len(done["files"]) == 1
    assert run("validate", inbox).out.startswith(f"校验设置：{path}\n")


def test_settings_named_go_before_those_found(run: Run, inbox: Path, tmp_path: Path) -> None:
    put(inbox, "rules.R03.enabled = false")
    named = tmp_path / "别的.toml"
    named.write_text('rules.R03.severity = "info"', encoding="utf-8")

    found = run("validate", inbox, "--settings", named, "--json").json["findings"]

    assert {f["severity"] for f in found if f["rule"] == "R03"} == {"info"}


@pytest.mark.parametrize("command", ["validate", "consolidate"])
def test_settings_that_are_wrong_stop_the_command(
    run: Run, inbox: Path, tmp_path: Path, command: str
) -> None:
    put(inbox, "budget_year = 25")
    output = ("-o", tmp_path / "汇总.xlsx") if command == "consolidate" else ()

    done = run(command, inbox, *output)
    assert done.status == 2
    assert "budget_year：年度“25”不对" in done.err
    assert done.out == ""

    missing = run(command, inbox, *output, "--settings", tmp_path / "没有.xlsx")
    assert missing.status == 2
    assert "找不到校验设置" in missing.err


def test_a_settings_workbook_in_the_inbox_is_no_submission(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    path = inbox / "校验设置.xlsx"
    run("settings", "new", "-o", path)
    (inbox / "~$校验设置.xlsx").write_bytes(b"\x04user")
    other = inbox / "今年.xlsx"
    shutil.copy(path, other)
    output = tmp_path / "汇总.xlsx"

    done = run("consolidate", inbox, "-o", output, "--settings", other, "--json").json

    assert [Path(each["file"]).name for each in done["submissions"]] == ["316001.xlsx"]
    assert done["settings"]["file"] == str(other)


def test_the_units_of_the_settings_are_missed(run: Run, inbox: Path, tmp_path: Path) -> None:
    path = put(inbox, toml_of(FULL))
    output = tmp_path / "汇总.xlsx"

    done = run("consolidate", inbox, "-o", output, "--json").json
    assert done["missing"] == [{"unit_code": "316003", "unit_name": "政务服务中心"}]
    assert done["settings"]["roster"] == str(path)

    roster = inbox / "单位名录.csv"
    roster.write_text("单位编码,单位名称\n316001,甲\n316009,乙\n", encoding="utf-8")
    done = run("consolidate", inbox, "-o", output, "--json").json
    assert done["missing"] == [{"unit_code": "316009", "unit_name": "乙"}]
    assert f"单位名录：{roster}" in run("consolidate", inbox, "-o", output).out


def test_a_number_of_the_settings_is_what_a_rule_compares_with(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    def indicators_found(text: str) -> int:
        named = tmp_path / "数.toml"
        named.write_text(text, encoding="utf-8")
        found = run("validate", inbox, "--settings", named, "--json").json["findings"]
        return sum(1 for finding in found if finding["rule"] == "S09")

    assert indicators_found("thresholds.fewest_indicators = 20") > indicators_found("")
