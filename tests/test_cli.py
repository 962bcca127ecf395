"""The commands as a user calls them: what they print, write, and end with."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.command_line import Run
from tests.form.sheets import sample_projects
from xladdin.domain.content import project_content
from xladdin.domain.finding import Severity
from xladdin.domain.submission import WorkbookKind
from xladdin.domain.text import squeeze
from xladdin.workbook.submission_file import read_submission_file

SAMPLE = Path(__file__).parents[1] / "xladdin" / "sample"
UNIT = ("--unit-code", "316001", "--unit-name", "本级", "--department", "审批局", "--year", "2024")


@pytest.fixture(scope="session")
def sample_inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    from io import StringIO

    from rich.console import Console

    from xladdin.demo import run_demo

    run_demo(folder, Console(file=StringIO()))
    return folder / "inbox"


@pytest.fixture
def inbox(sample_inbox: Path, tmp_path: Path) -> Path:
    """The sample's three workbooks in a folder of the test's own."""
    return shutil.copytree(sample_inbox, tmp_path / "收件箱")


def unit_file(inbox: Path, code: str) -> Path:
    (path,) = inbox.glob(f"{code}_*2024.xlsx")
    return path


# --- new -----------------------------------------------------------------------------------------


def test_new_writes_a_blank_workbook_for_the_unit(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "新.xlsx"
    done = run("new", "-o", path, *UNIT, "--projects", 3)
    assert (done.status, str(path) in done.out) == (0, True)
    read = read_submission_file(path)
    assert [project.sheet for project in read.projects] == ["项目1", "项目2", "项目3"]
    assert (read.unit_code, read.unit_name) == ("316001", "本级")
    assert read.cover is not None
    assert (read.cover.year, read.cover.department_code.text) == (2024, "316")
    assert read.anomalies == ()


def test_new_fills_in_the_units_projects_of_the_data(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "316003.xlsx"
    options = ("--unit-code", "316003", "--department", "审批局", "--year", 2024)
    assert run("new", "-o", path, *options, "--data", SAMPLE / "projects.json").status == 0
    read = read_submission_file(path)
    assert read.unit_name == "秦皇岛市抚宁区人民政府政务服务中心"
    assert [project_content(project) for project in read.projects] == sample_projects()[7:]


def test_new_writes_the_departments_own_workbook(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "整体目标.xlsx"
    done = run("new", "-o", path, "--department-workbook", "--data", SAMPLE / "department.json")
    assert done.status == 0
    assert read_submission_file(path).kind is WorkbookKind.DEPARTMENT


def test_new_never_overwrites_unless_told_to(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "旧.xlsx"
    path.write_bytes(b"old")
    done = run("new", "-o", path, *UNIT)
    assert done.status == 2
    assert "已存在" in done.err
    assert path.read_bytes() == b"old"
    assert run("new", "-o", path, *UNIT, "--force").status == 0
    assert len(read_submission_file(path).projects) == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--unit-code", "3160", "--year", "2024"), "单位编码应为 6 位数字"),
        (("--unit-code", "316001"), "没有给出预算年度"),
        (
            ("--unit-code", "999999", "--year", "2024", "--data", SAMPLE / "projects.json"),
            "没有单位",
        ),
        (("--unit-code", "316001", "--year", "2024", "--data", "没有.json"), "找不到数据文件"),
        (("--department-workbook", "--year", "2024"), "部门编码应为 3 位数字"),
    ],
)
def test_new_says_what_is_missing(
    run: Run, tmp_path: Path, options: tuple[object, ...], told: str
) -> None:
    path = tmp_path / "新.xlsx"
    done = run("new", "-o", path, *options)
    assert done.status == 2
    assert told in done.err
    assert list(tmp_path.iterdir()) == []


# --- validate ------------------------------------------------------------------------------------


def test_validate_shows_findings_by_workbook_and_sheet(run: Run, inbox: Path) -> None:
    done = run("validate", inbox)
    assert done.status == 1
    assert "316001 秦皇岛市抚宁区行政审批局本级：7 个项目，64 条指标" in done.out
    assert "三定方案" in done.out
    assert "共 3 个工作簿：2 个错误" in done.out
    rows = [line.split("│") for line in done.out.splitlines() if line.startswith("│")]
    shown = "".join(squeeze(row[4]) for row in rows)
    found = run("validate", inbox, "--json").json["findings"]
    assert [f["message"] for f in found if squeeze(f["message"]) not in shown] == []  # none is cut


def test_validate_without_errors_ends_with_0(run: Run, inbox: Path) -> None:
    assert run("validate", unit_file(inbox, "316003")).status == 0


def test_validate_json_has_the_agreed_shape(run: Run, inbox: Path) -> None:
    path = unit_file(inbox, "316001")
    done = run("validate", path, "--json")
    assert done.err == ""
    assert done.json["files"] == [
        {
            "path": str(path),
            "status": "read",
            "unit_code": "316001",
            "unit_name": "秦皇岛市抚宁区行政审批局本级",
            "projects": 7,
            "indicators": 64,
            "reason": "",
        }
    ]
    (found,) = [item for item in done.json["findings"] if item["rule"] == "R03"]
    assert set(found) == {
        *("rule", "severity", "file", "sheet", "cell", "message", "fix", "explanation"),
        *("explained", "lapsed_explanation", "verdict", "verdict_comment"),
    }
    assert (found["severity"], found["sheet"], found["cell"]) == ("error", "项目7", "E18")
    assert found["file"] == str(path)


def test_unreadable_files_are_told_and_the_others_go_on(run: Run, inbox: Path) -> None:
    whole = unit_file(inbox, "316003").read_bytes()
    (inbox / "截断.xlsx").write_bytes(whole[: len(whole) // 2])
    (inbox / "空.xlsx").write_bytes(b"")
    (inbox / "网页.xlsx").write_text("<html><table></table></html>")
    (inbox / "表格.xlsx").write_text("编码,名称\n1,甲\n")
    (inbox / "旧版.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504))
    (inbox / "~$316001.xlsx").write_bytes(b"\x04user")
    done = run("validate", inbox, "--json")
    assert done.status == 3
    status = {Path(f["path"]).name: (f["status"], f["reason"]) for f in done.json["files"]}
    unreadable = {name: reason for name, (s, reason) in status.items() if s == "unreadable"}
    assert set(unreadable) == {
        *("截断.xlsx", "空.xlsx", "网页.xlsx", "表格.xlsx", "旧版.xls", "~$316001.xlsx")
    }
    assert all(reason and "\n" not in reason for reason in unreadable.values())
    assert sum(s == "read" for s, _ in status.values()) == 3


def test_marked_copy_stands_beside_the_untouched_source(run: Run, inbox: Path) -> None:
    path = unit_file(inbox, "316001")
    before = path.read_bytes()
    done = run("validate", path, "--mark")
    copy = path.with_name(f"{path.stem}.校验结果.xlsx")
    assert str(copy) in done.out
    assert path.read_bytes() == before
    sheet = openpyxl.load_workbook(copy)["校验结果"]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    marked = [(row[1], row[2], row[3], row[4]) for row in rows if row[4]]
    assert ("错误", "项目7", "E18", "R03") in marked
    assert marked == [
        (Severity(found["severity"]).label, found["sheet"], found["cell"], found["rule"])
        for found in run("validate", path, "--json").json["findings"]
    ]


def explained_copy(run: Run, path: Path, text: str, changed: str = "") -> Path:
    """A marked copy in which a clerk explained the warning of 项目1!E17, and perhaps changed it."""
    run("validate", path, "--mark")
    copy = path.with_name(f"{path.stem}.校验结果.xlsx")
    book = openpyxl.load_workbook(copy)
    for row in book["校验结果"].iter_rows(min_row=5):
        if (row[2].value, row[3].value, row[4].value) == ("项目1", "E17", "R09"):
            row[7].value = text
    if changed:
        book["项目1"]["E17"] = changed
    book.save(copy)
    return copy


def explained(findings: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    keys = ("sheet", "cell", "explanation", "explained", "lapsed_explanation")
    return [
        tuple(found[key] for key in keys)
        for found in findings
        if found["explanation"] or found["lapsed_explanation"]
    ]


def test_explanations_stay_with_their_finding(run: Run, inbox: Path) -> None:
    copy = explained_copy(run, unit_file(inbox, "316001"), "部门统一口径")
    found = run("validate", copy, "--json").json["findings"]
    assert explained(found) == [("项目1", "E17", "部门统一口径", True, "")]
    shown = run("validate", copy).out
    assert "审核说明：部门统一口径" in shown
    assert "（其中 1 个已说明）" in shown


def test_an_explanation_lapses_with_its_cell_and_stays_to_be_written_anew(
    run: Run, inbox: Path
) -> None:
    copy = explained_copy(run, unit_file(inbox, "316001"), "部门统一口径", "大力提升")
    again = copy.with_name(f"{copy.stem}.校验结果.xlsx")
    for _ in range(2):
        shown = run("validate", copy, "--mark").out
        assert "原审核说明已失效" in shown
        assert "已说明）" not in shown
        again.replace(copy)
    texts = [row[7] for row in openpyxl.load_workbook(copy)["校验结果"].values if row[7]]
    assert texts[1:] == ["【原说明已失效，仍适用的请删去本括号】部门统一口径"]
    found = run("validate", copy, "--json").json["findings"]
    assert explained(found) == [("项目1", "E17", "", False, "部门统一口径")]


def test_decisions_on_explanations_are_kept(run: Run, inbox: Path) -> None:
    copy = explained_copy(run, unit_file(inbox, "316001"), "部门统一口径")
    copy.replace(unit_file(inbox, "316001"))
    summary = inbox.parent / "汇总表.xlsx"
    assert "审核说明 1 条：接受 0 条，不接受 0 条，待审 1 条" in (
        run("consolidate", inbox, "-o", summary).out
    )
    book = openpyxl.load_workbook(summary)
    book["审核说明"]["J4"], book["审核说明"]["K4"] = "不接受", "请附合同"
    book.save(summary)

    again = run("consolidate", inbox, "-o", summary, "--json").json["findings"]
    (refused,) = [found for found in again if found["verdict"]]
    assert (refused["explained"], refused["verdict_comment"]) == (False, "请附合同")


def test_a_marked_copy_beside_its_source_is_not_validated_twice(run: Run, inbox: Path) -> None:
    run("validate", inbox, "--mark")
    assert len(list(inbox.glob("*.校验结果.xlsx"))) == 3
    assert len(run("validate", inbox, "--json").json["files"]) == 3


def test_many_files_show_a_bar_on_standard_error_only(run: Run, inbox: Path) -> None:
    for number in range(3):
        shutil.copy(unit_file(inbox, "316003"), inbox / f"副本{number}.xlsx")
    shown = run("validate", inbox)
    assert "读取工作簿" in shown.err
    assert "6/6" in shown.err
    assert "读取工作簿" not in shown.out
    assert run("validate", inbox, "--json").err == ""


def test_a_path_that_is_not_there_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    done = run("validate", tmp_path / "没有")
    assert done.status == 2
    assert "没有" in done.err
    assert "Traceback" not in done.err


# --- consolidate ---------------------------------------------------------------------------------


def test_consolidate_json_is_exact(run: Run, inbox: Path, tmp_path: Path) -> None:
    done = run("consolidate", inbox, "-o", tmp_path / "汇总.xlsx", "--json")
    assert (done.status, done.err) == (1, "")
    first, second = done.json["units"]
    assert (first["unit_code"], first["projects"], first["indicators"]) == ("316001", 7, 64)
    assert (first["budget"], second["budget"]) == ("100.89", "76.69")
    total = done.json["total"]
    assert (total["budget"], total["projects"], total["indicators"]) == ("177.58", 13, 121)
    assert total["plan"] == {
        "mar": "47.235",
        "jun": "91.905",
        "oct": "145.195",
        "dec": "177.58",
    }
    assert {s["status"] for s in done.json["submissions"]} == {"used"}
    assert done.json["missing"] == []
    found = done.json["findings"]
    of_workbooks = [finding for finding in found if finding["rule"][0] != "D"]
    validated = run("validate", inbox, "--json").json["findings"]
    assert sorted(of_workbooks, key=str) == sorted(validated, key=str)
    assert {f["rule"] for f in found if f["severity"] == "error"} == {"R03", "R08"}


def test_consolidate_names_missing_units_of_the_roster(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    roster = tmp_path / "名录.csv"
    roster.write_text(
        "单位编码,单位名称\n316001,秦皇岛市抚宁区行政审批局本级\n"
        "316002,不动产登记中心\n316003,秦皇岛市抚宁区人民政府政务服务中心\n",
        encoding="gb18030",
    )
    output = tmp_path / "汇总.xlsx"
    done = run("consolidate", inbox, "-o", output, "--roster", roster, "--json")
    assert done.json["missing"] == [{"unit_code": "316002", "unit_name": "不动产登记中心"}]
    assert "D01" in [finding["rule"] for finding in done.json["findings"]]
    shown = run("consolidate", inbox, "-o", output, "--roster", roster).out
    assert "未报送 316002 不动产登记中心" in shown


def test_projects_of_no_known_unit_are_an_error_and_in_no_total(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(unit_file(inbox, "316003"), data_only=True)
    book["封面"]["C4"] = None
    for sheet in book.worksheets:
        if sheet.title.startswith("项目"):
            sheet["A2"] = None
    nobody = inbox / "未写单位.xlsx"
    book.save(nobody)
    done = run("consolidate", inbox, "-o", tmp_path / "汇总.xlsx", "--json").json
    assert done["total"]["budget"] == "177.58"
    assert {Path(s["file"]).name: s["status"] for s in done["submissions"]}[
        nobody.name
    ] == "foreign"
    found = {(f["rule"], f["severity"]) for f in done["findings"] if f["file"] == str(nobody)}
    assert ("C06", "error") in found


def test_the_summary_inside_the_inbox_is_no_submission(run: Run, inbox: Path) -> None:
    output = inbox / "汇总.xlsx"
    first = run("consolidate", inbox, "-o", output, "--json").json
    again = run("consolidate", inbox, "-o", output, "--json").json
    assert again["units"] == first["units"]
    assert len(again["submissions"]) == 3


def test_a_summary_is_not_validated_as_a_submission(run: Run, inbox: Path, tmp_path: Path) -> None:
    summary = tmp_path / "汇总.xlsx"
    run("consolidate", inbox, "-o", summary)
    done = run("validate", summary, "--json")
    assert done.status == 0
    assert [(f["rule"], f["severity"]) for f in done.json["findings"]] == [("W03", "info")]


def test_an_output_that_can_not_be_written_leaves_the_old_file(
    run: Run, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "汇总.xlsx"
    output.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr("os.replace", refuse)  # Windows, while Excel has the file open
    done = run("consolidate", inbox, "-o", output)
    assert done.status == 2
    assert "汇总.xlsx" in done.err
    assert output.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["收件箱", "汇总.xlsx"]


def test_consolidate_wants_a_folder(run: Run, tmp_path: Path) -> None:
    done = run("consolidate", tmp_path / "没有", "-o", tmp_path / "汇总.xlsx")
    assert done.status == 2
    assert "找不到文件夹" in done.err


# --- all commands --------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["demo", "new", "validate", "consolidate"])
def test_help_is_in_chinese_with_the_english_word(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.status == 0
    assert any("\u4e00" <= c <= "\u9fff" for c in done.out)
    assert "(" in done.out


def test_wrong_usage_ends_with_2(run: Run) -> None:
    assert run("validate").status == 2
    assert run("nonsense").status == 2


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("xladdin 0.")


# --- fix -----------------------------------------------------------------------------------------


@pytest.fixture
def mendable(inbox: Path) -> Path:
    """The sample's first unit with an amount that is a text with its unit."""
    path = unit_file(inbox, "316001")
    book = openpyxl.load_workbook(path)
    book["项目1"]["C4"] = "13.48万"
    book.save(path)
    return path


def test_fix_without_a_terminal_only_lists(run: Run, mendable: Path) -> None:
    before = set(mendable.parent.iterdir())
    done = run("fix", mendable, "--rule", "C07")
    assert done.status == 1
    assert all(text in done.out for text in ("C07", "项目1", "C4", "13.48万", "加 --yes"))
    assert set(mendable.parent.iterdir()) == before


def test_fix_writes_a_copy_and_its_log(run: Run, mendable: Path, tmp_path: Path) -> None:
    copy = tmp_path / "改好.xlsx"
    done = run("fix", mendable, "--rule", "C07", "--yes", "-o", copy)
    assert f"已修正 1 处：{copy}" in done.out
    assert (tmp_path / "改好.修正记录.csv").is_file()
    assert str(read_submission_file(copy).projects[0].budget.value) == "13.48"
    assert run("fix", mendable, "--rule", "C07", "--yes", "-o", copy).status == 2
    again = run("fix", copy, "--rule", "C07", "--json")
    assert again.json["mends"] == []
    assert "没有可以自动修正的问题" in run("fix", copy, "--rule", "C07").out


def test_fix_asks_until_the_answer_is_right(
    run: Run, mendable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["9999", "1", "无"])
    monkeypatch.setattr("xladdin.cli._is_at_terminal", lambda: True)
    monkeypatch.setattr("rich.console.Console.input", lambda *_: next(answers))
    done = run("fix", mendable, "--rule", "C07")
    assert "“9999”不是序号" in done.out
    assert "已修正 1 处" in done.out
    assert "没有写副本" in run("fix", mendable, "--rule", "C07").out


def test_fix_refuses_a_rule_that_there_is_not(run: Run, mendable: Path) -> None:
    done = run("fix", mendable, "--rule", "Q1")
    assert (done.status, "没有编号为 Q1 的规则" in done.err) == (2, True)
