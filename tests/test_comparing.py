"""`xladdin compare`: what it is given, what it says, and what it ends with."""

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.command_line import Run
from tests.workbook import contents
from xladdin.console import comparisons
from xladdin.domain.content import ProjectContent
from xladdin.workbook.templates import build_department_workbook, build_unit_workbook

UNITS = contents.sample_units()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Both units and the department's own workbook."""
    folder = tmp_path / "收件箱"
    folder.mkdir()
    for code, unit in UNITS.items():
        build_unit_workbook(folder / f"{code}.xlsx", unit)
    build_department_workbook(folder / "整体目标.xlsx", contents.sample_department())
    return folder


def build(path: Path, *projects: ProjectContent, code: str = "316001") -> Path:
    build_unit_workbook(path, replace(UNITS[code], projects=projects))
    return path


def dearer(project: ProjectContent) -> ProjectContent:
    return replace(project, budget=Decimal(str(project.budget)) + Decimal("0.01"))


def test_a_resubmission_against_the_one_before(run: Run, inbox: Path, tmp_path: Path) -> None:
    first, second, *others = UNITS["316001"].projects
    new = build(tmp_path / "第2次.xlsx", second, dearer(first), *others[1:])

    done = run("compare", inbox / "316001.xlsx", new)

    assert done.status == 0
    assert "项目新增 0 个，删除 1 个，更名 0 个，变更 1 个，未变 5 个" in done.out
    assert "项目2!C4 预算数 “13.48” → “13.49”" in done.out
    assert "改动 2 处，移动 1 张项目表" in done.out


def test_the_same_content_is_told_as_such(run: Run, inbox: Path, tmp_path: Path) -> None:
    copy = shutil.copy(inbox / "316001.xlsx", tmp_path / "副本.xlsx")

    done = run("compare", inbox / "316001.xlsx", copy)

    assert done.status == 0
    assert "内容相同，一处没有改动" in done.out
    assert "没有变化，项目未变 7 个" in done.out


def test_json_has_everything(run: Run, inbox: Path, tmp_path: Path) -> None:
    first, *others = UNITS["316001"].projects
    new = build(tmp_path / "第2次.xlsx", dearer(first), *others)

    told: dict[str, Any] = run("compare", inbox / "316001.xlsx", new, "--json").json

    assert told["old"] == {
        "path": str(inbox / "316001.xlsx"),
        "files": [str(inbox / "316001.xlsx")],
    }
    assert (told["has_changes"], told["not_compared"], told["left_out"]) == (True, [], [])
    assert told["totals"]["budget"] == {"old": "100.89", "new": "100.90", "difference": "0.01"}
    assert told["projects"] == {
        "added": 0,
        "removed": 0,
        "renamed": 0,
        "changed": 1,
        "unchanged": 6,
    }
    (sender,) = told["senders"]
    assert (sender["unit_code"], sender["is_same_content"]) == ("316001", False)
    project = sender["projects"][0]
    assert (project["state"], project["known_by"]) == ("changed", "code")
    assert project["changes"] == [
        {
            "kind": "changed",
            "part": "项目",
            "label": "预算数",
            "line": "",
            "old": {
                "text": "13.48",
                "file": str(inbox / "316001.xlsx"),
                "sheet": "项目1",
                "cell": "C4",
            },
            "new": {"text": "13.49", "file": str(new), "sheet": "项目1", "cell": "C4"},
            "difference": "0.01",
        }
    ]


def test_inboxes_summaries_and_workbooks_in_any_pair(run: Run, inbox: Path, tmp_path: Path) -> None:
    summary = tmp_path / "汇总表.xlsx"
    run("consolidate", inbox, "-o", summary)
    build(inbox / "316001.xlsx", *UNITS["316001"].projects[1:])

    since = run("compare", summary, inbox, "--json").json
    assert since["projects"]["removed"] == 1
    assert since["not_compared"] == ["cover", "fund_use", "goals"]
    alone = run("compare", summary, inbox / "316003.xlsx", "--json").json
    assert [sender["unit_code"] for sender in alone["senders"]] == ["316003"]
    assert alone["has_changes"] is False
    own = run("compare", inbox / "整体目标.xlsx", summary, "--json").json
    assert [sender["is_department"] for sender in own["senders"]] == [True]
    assert own["has_changes"] is False


def test_the_workbook_is_written_and_nothing_overwritten(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    output = tmp_path / "对比.xlsx"
    sides = (inbox / "316001.xlsx", inbox / "316001.xlsx")

    assert f"对比结果：{output}" in run("compare", *sides, "-o", output).out
    assert load_workbook(output).sheetnames == ["总览", "项目", "改动"]
    again = run("compare", *sides, "-o", output)
    assert (again.status, "已存在" in again.err) == (2, True)
    assert run("compare", *sides, "-o", output, "--force").status == 0
    source = run("compare", *sides, "-o", sides[0], "--force")
    assert (source.status, "是要对比的文件" in source.err) == (2, True)


def test_an_unreadable_workbook_of_an_inbox_ends_with_3(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    later = shutil.copytree(inbox, tmp_path / "后来")
    (later / "坏.xlsx").write_text("<html>", encoding="utf-8")

    done = run("compare", inbox, later)

    assert done.status == 3
    assert "没有变化" in done.out
    assert "坏.xlsx：无法读取" in done.out
    told = run("compare", inbox, later, "--json").json
    assert [item["status"] for item in told["left_out"]] == ["unreadable"]


def test_the_settings_and_the_list_of_units_are_no_workbooks_to_compare(
    run: Run, inbox: Path
) -> None:
    for name in ("校验设置.xlsx", "单位名录.xlsx"):
        Workbook().save(inbox / name)

    assert run("compare", inbox, inbox, "--json").json["left_out"] == []


@pytest.mark.usefixtures("inbox")
@pytest.mark.parametrize(
    ("name", "status", "told"),
    [
        ("没有.xlsx", 2, "找不到"),
        ("坏.xlsx", 3, "不是"),
        ("别的.xlsx", 2, "没有预算项目绩效目标表"),
        ("空", 2, "没有工作簿"),
        ("收件箱/整体目标.xlsx", 2, "一个是部门整体目标，一个是单位的申报表"),
    ],
)
def test_what_cannot_be_compared_is_told(
    run: Run, tmp_path: Path, name: str, status: int, told: str
) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "坏.xlsx").write_text("<html>", encoding="utf-8")
    Workbook().save(tmp_path / "别的.xlsx")

    for pair in ((name, "收件箱/316001.xlsx"), ("收件箱/316001.xlsx", name)):
        done = run("compare", *(tmp_path / side for side in pair))
        assert (done.status, told in done.err) == (status, True)


def test_a_long_list_is_cut_on_the_terminal(
    run: Run, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparisons, "MOST_LINES", 3)
    new = build(tmp_path / "新.xlsx", *map(dearer, UNITS["316001"].projects))

    assert "……还有 12 行没有列出" in run("compare", inbox / "316001.xlsx", new).out
