"""The group 汇总, clicked in the built add-in."""

import hashlib
from pathlib import Path

import pytest

from tests.live.ribbon_desk import Desk

ROSTER = "单位编码,单位名称\n316001,秦皇岛市抚宁区行政审批局本级\n316008,综合服务站\n"


@pytest.fixture
def inbox(sample: dict[str, Path]) -> Path:
    return sample["316001"].parent


@pytest.fixture
def blank(desk: Desk) -> Desk:
    """With a blank workbook on the screen."""
    desk.app.books.add()
    return desk


def consolidate(desk: Desk, folder: Path) -> None:
    desk.notebook.answer_dialogs_with(str(folder))
    desk.click("OnConsolidate")


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.iterdir() if "汇总表" not in path.name)  # nor its lock
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_folder_becomes_a_summary_that_opens(blank: Desk, inbox: Path) -> None:
    (inbox / "坏文件.xlsx").write_bytes(b"PK")
    before = digests(inbox)

    consolidate(blank, inbox)

    summary = blank.app.books.active
    assert Path(summary.fullname) == inbox / "汇总表.xlsx"
    assert [book.name for book in blank.app.books if book.name in before] == []
    assert digests(inbox) == before
    assert blank.last_alert.prompt.startswith("汇总完成：共 4 个文件，读取 3 个；")
    assert "没有找到单位名录" in blank.last_alert.prompt
    assert "无法读取的文件见“报送情况”表。" in blank.last_alert.prompt
    assert blank.notebook.status_texts[0] == "正在汇总…"
    values = [value for row in summary.sheets["汇总"].used_range.value for value in row]
    assert {100.89, 76.69, 177.58} <= {value for value in values if isinstance(value, float)}
    assert blank.is_enabled("GetEnabledInSummary")


def test_units_of_a_roster_in_the_folder_are_missed(blank: Desk, inbox: Path) -> None:
    (inbox / "单位名录.csv").write_text(ROSTER, encoding="utf-8")

    consolidate(blank, inbox)

    assert "未报送 1 个单位：316008 综合服务站。" in blank.last_alert.prompt


def test_no_folder_no_summary(blank: Desk) -> None:
    blank.click("OnConsolidate")

    assert [dialog.kind for dialog in blank.notebook.dialogs] == ["FileDialog"]
    assert blank.notebook.alerts == []


def test_a_summary_that_is_open_is_not_replaced(blank: Desk, inbox: Path) -> None:
    consolidate(blank, inbox)
    written = (inbox / "汇总表.xlsx").read_bytes()

    consolidate(blank, inbox)

    assert blank.last_alert.prompt.startswith("汇总表.xlsx 正在 Excel 中打开，没有重新汇总。")
    assert (inbox / "汇总表.xlsx").read_bytes() == written
    assert blank.notebook.dialogs[-1].proposal == str(inbox)  # it is proposed the next time


def test_a_summary_that_cannot_be_written_is_told(blank: Desk, inbox: Path) -> None:
    (inbox / "汇总表.xlsx").mkdir()

    consolidate(blank, inbox)

    message, next_step, _ = blank.last_alert.prompt.split("\n\n")
    assert "已经有一个同名的文件夹" in message
    assert next_step == "请换一个文件名保存。"
    assert blank.status is False


def test_a_row_of_the_summary_leads_to_its_cell(blank: Desk, inbox: Path) -> None:
    consolidate(blank, inbox)
    summary = blank.app.books.active
    projects = summary.sheets["项目"]
    projects.activate()
    row = projects.used_range.value.index(
        next(line for line in projects.used_range.value if line[1] == "316003")
    )
    projects.range((row + projects.used_range.row, 3)).select()

    blank.click("OnOpenSource")

    source = blank.app.books.active
    assert source.name.startswith("316003_")
    assert source.api.ReadOnly
    assert blank.selected == "项目1!$C$4"
    amount = projects.range((row + projects.used_range.row, 6)).value
    assert source.sheets["项目1"]["C4"].value == amount


def test_a_row_without_a_source_is_told(blank: Desk, inbox: Path) -> None:
    consolidate(blank, inbox)
    blank.click("OnOpenSource")

    assert "没有来源" in blank.last_alert.prompt
    assert blank.app.books.active.name == "汇总表.xlsx"


def test_a_workbook_of_the_same_name_is_in_the_way(
    blank: Desk, inbox: Path, tmp_path: Path
) -> None:
    consolidate(blank, inbox)
    summary = blank.app.books.active
    source = next(path for path in inbox.iterdir() if path.name.startswith("316001"))
    other = tmp_path / source.name
    other.write_bytes(source.read_bytes())
    blank.open(other)
    summary.activate()
    summary.sheets["项目"].activate()
    summary.sheets["项目"]["B6"].select()

    blank.click("OnOpenSource")

    assert blank.last_alert.prompt.startswith(f"已经打开了另一个名为 {source.name} 的工作簿")
