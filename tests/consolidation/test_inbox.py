import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.workbook import contents
from tests.workbook.packages import say_saved
from xladdin.consolidation import inbox
from xladdin.consolidation.inbox import receive, saved_at
from xladdin.consolidation.summary_workbook import write_summary
from xladdin.domain.content import DepartmentIdentity, UnitContent
from xladdin.domain.department import (
    Department,
    Received,
    Roster,
    RosterUnit,
    SubmissionStatus,
)
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin, column_number
from xladdin.domain.stamp import Stamp
from xladdin.form import layout
from xladdin.form.grid import WorkbookGrid
from xladdin.form.reading import find_cover
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.marked_copy import write_marked_copy
from xladdin.workbook.sent_copy import write_sent_copy
from xladdin.workbook.templates import build_department_workbook, build_unit_workbook

IDENTITY = DepartmentIdentity("316", "行政审批局", 2024)
USED, SUPERSEDED = SubmissionStatus.USED, SubmissionStatus.SUPERSEDED
FOREIGN, UNREADABLE = SubmissionStatus.FOREIGN, SubmissionStatus.UNREADABLE
MONDAY, TUESDAY, FRIDAY = (datetime(2024, 1, day, 8, 30, tzinfo=UTC) for day in (8, 9, 12))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def sent(
    path: Path, saved: datetime, budget: str = "13.48", code: str = "316001", *, said: bool = False
) -> Path:
    """A unit's workbook saved at that time; ``said``: the workbook itself tells when."""
    project = contents.project(budget=budget, fiscal=budget)
    build_unit_workbook(path, UnitContent(IDENTITY, code, "本级", projects=(project,)))
    if said:
        say_saved(path, saved)
    else:
        os.utime(path, (saved.timestamp(),) * 2)
    return path


def statuses(department: Department) -> dict[str, SubmissionStatus]:
    return {Path(item.file).name: item.status for item in department.received}


def reason_of(department: Department, path: Path) -> str:
    return item_of(department, path).reason


def item_of(department: Department, path: Path) -> Received:
    (item,) = [item for item in department.received if item.file == str(path)]
    return item


def test_the_newest_counts_whatever_the_order_of_files(folder: Path) -> None:
    old = sent(folder / "第二次.xlsx", MONDAY, "1")
    new = sent(folder / "第一次.xlsx", TUESDAY, "2")

    for files in ([old, new], [new, old]):
        department = receive(files, None)
        assert statuses(department) == {"第一次.xlsx": USED, "第二次.xlsx": SUPERSEDED}
        assert reason_of(department, old) == "有更新的文件：采用 第一次.xlsx"
        assert [item.file for item in department.received] == [str(file) for file in files]
        assert [unit.file for unit in department.used] == [str(new)]


def test_what_a_workbook_says_of_itself_goes_before_the_time_of_the_file(folder: Path) -> None:
    copied_later = sent(folder / "a.xlsx", MONDAY, "1", said=True)
    os.utime(copied_later, (FRIDAY.timestamp(),) * 2)
    new = sent(folder / "b.xlsx", TUESDAY, "2", said=True)
    os.utime(new, (MONDAY.timestamp(),) * 2)

    department = receive([copied_later, new], None)

    assert statuses(department) == {"a.xlsx": SUPERSEDED, "b.xlsx": USED}
    assert item_of(department, new).saved_at == TUESDAY.isoformat()


@pytest.mark.parametrize("core", ["", "<modified>gestern abend</modified>", "<x/>"])
def test_a_workbook_that_tells_no_time_has_the_time_of_its_file(folder: Path, core: str) -> None:
    path = sent(folder / "a.xlsx", MONDAY)
    say_saved(path, MONDAY, core)
    os.utime(path, (FRIDAY.timestamp(),) * 2)

    assert saved_at(path) == FRIDAY


def test_a_time_without_a_zone_is_taken_as_universal(folder: Path) -> None:
    path = sent(folder / "a.xlsx", FRIDAY)
    say_saved(path, MONDAY, "<dcterms:modified>2024-01-08T08:30:00</dcterms:modified>")

    assert saved_at(path) == MONDAY


def test_each_unit_counts_by_itself(folder: Path) -> None:
    first = sent(folder / "a.xlsx", MONDAY, code="316001")
    second = sent(folder / "b.xlsx", TUESDAY, code="316003")

    assert set(statuses(receive([first, second], None)).values()) == {USED}


def test_a_marked_copy_gives_way_to_its_source_even_if_saved_later(folder: Path) -> None:
    plain = sent(folder / "316001.xlsx", MONDAY)
    marked = marked_copy(plain, folder / "316001.校验结果.xlsx", TUESDAY)

    for files in ([plain, marked], [marked, plain]):
        department = receive(files, None)
        assert statuses(department) == {plain.name: USED, marked.name: SUPERSEDED}
        assert reason_of(department, marked) == "内容相同：采用 316001.xlsx"


def test_a_marked_copy_with_explanations_counts(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = sent(folder / "316001.xlsx", MONDAY)
    marked = marked_copy(plain, folder / "316001.校验结果.xlsx", TUESDAY)
    monkeypatch.setattr(inbox, "read_workbook", lambda path: explained(path, marked))

    department = receive([plain, marked], None)

    assert statuses(department) == {plain.name: SUPERSEDED, marked.name: USED}
    assert [each.text for each in department.used[0].explanations] == ["物价上涨"]


def marked_copy(source: Path, target: Path, saved: datetime) -> Path:
    finding = Finding("S14", Severity.WARNING, "超出", "核对", Origin(str(source), "项目1", "C4"))
    write_marked_copy(source, target, [finding], "1 个警告")
    os.utime(target, (saved.timestamp(),) * 2)
    return target


def explained(path: Path, marked: Path) -> WorkbookGrid:
    """The workbook with the clerk's 审核说明 typed beside its first finding, if it is the copy."""
    workbook = read_workbook(path)
    if path != marked:
        return workbook
    row, column = layout.FIRST_FINDING_ROW, column_number(layout.FINDING_EXPLANATION.letter)
    sheets = []
    for sheet in workbook.sheets:
        if sheet.name == layout.FINDINGS_SHEET:
            typed = Entry("物价上涨", Origin(str(path), sheet.name, f"H{row}"))
            sheets.append(replace(sheet, cells={**sheet.cells, (row, column): typed}))
        else:
            sheets.append(sheet)
    return replace(workbook, sheets=tuple(sheets))


def test_a_tie_goes_by_the_natural_order_of_names_and_says_so(folder: Path) -> None:
    second = sent(folder / "第2次.xlsx", MONDAY, "1")
    tenth = sent(folder / "第10次.xlsx", MONDAY, "2")

    department = receive([tenth, second], None)

    assert statuses(department) == {"第2次.xlsx": SUPERSEDED, "第10次.xlsx": USED}
    assert reason_of(department, second) == (
        "保存时间与 第10次.xlsx 相同而内容不同：按文件名顺序采用靠后的 第10次.xlsx，请核对"
    )


def test_equal_files_count_once(folder: Path) -> None:
    files = [sent(folder / name, MONDAY) for name in ("表(2).xlsx", "表.xlsx", "表(10).xlsx")]

    department = receive(files, None)

    assert statuses(department) == {
        "表.xlsx": USED,
        "表(2).xlsx": SUPERSEDED,
        "表(10).xlsx": SUPERSEDED,
    }
    assert {reason_of(department, files[0]), reason_of(department, files[2])} == {
        "内容相同：采用 表.xlsx"
    }


def test_what_is_sent_again_without_a_change_counts_as_sent_again(folder: Path) -> None:
    source = sent(folder.parent / "316001.xlsx", MONDAY)
    files = [folder / f"第{number}次.xlsx" for number in (1, 2, 10)]
    cover = find_cover(read_workbook(source))
    for number, path in zip((1, 2, 10), files, strict=True):
        write_sent_copy(source, path, cover, Stamp("一上", number, datetime(2024, 1, 8), "0" * 16))
        say_saved(path, MONDAY)

    department = receive(files, None)

    assert [name for name, status in statuses(department).items() if status is USED] == [
        "第10次.xlsx"
    ]
    assert reason_of(department, files[0]) == "内容相同：采用 第10次.xlsx"


def test_the_departments_own_workbook_is_no_unit_and_the_newest_counts(folder: Path) -> None:
    old, new = folder / "旧.xlsx", folder / "新.xlsx"
    for path, saved, goal in ((old, MONDAY, "旧目标"), (new, TUESDAY, "新目标")):
        content = replace(contents.sample_department(), overall_goal=goal)
        build_department_workbook(path, content)
        os.utime(path, (saved.timestamp(),) * 2)
    unit = sent(folder / "a.xlsx", MONDAY)

    department = receive([new, unit, old], Roster("u.csv", (RosterUnit("316001", "本级"),)))

    assert statuses(department) == {"旧.xlsx": SUPERSEDED, "新.xlsx": USED, "a.xlsx": USED}
    assert department.own is not None
    assert department.own.targets is not None
    assert department.own.targets.overall_goal.text == "新目标"
    assert [submission.unit_code for submission in department.used] == ["316001"]
    assert department.missing == ()


def foreign_reason(path: Path, roster: Roster | None = None) -> str:
    (item,) = receive([path], roster).received
    assert item.status is FOREIGN
    return item.reason


def test_a_workbook_without_the_form_is_foreign(folder: Path) -> None:
    path = folder / "通讯录.xlsx"
    book = Workbook()
    book.worksheets[0].append(["姓名", "电话"])
    book.save(path)

    assert foreign_reason(path) == "工作簿里没有预算项目绩效目标表"


def test_a_unit_that_is_not_in_the_list_is_foreign(folder: Path) -> None:
    path = sent(folder / "a.xlsx", MONDAY, code="316009")
    roster = Roster("lists/units.csv", (RosterUnit("316001", "本级"),))

    assert foreign_reason(path, roster) == "单位 316009 不在单位名录 units.csv 中"
    assert [unit.unit_code for unit in receive([path], roster).missing] == ["316001"]


def test_a_workbook_of_nobody_is_foreign(folder: Path) -> None:
    path = sent(folder / "空白表.xlsx", MONDAY, code="")

    assert foreign_reason(path).startswith("没有填写单位编码")


def test_a_cover_alone_does_not_push_out_an_older_submission(folder: Path) -> None:
    old = sent(folder / "a.xlsx", MONDAY)
    cover_only = folder / "b.xlsx"
    build_unit_workbook(cover_only, UnitContent(IDENTITY, "316001", "本级"))
    os.utime(cover_only, (FRIDAY.timestamp(),) * 2)

    department = receive([old, cover_only], None)

    assert statuses(department) == {"a.xlsx": USED, "b.xlsx": FOREIGN}
    assert reason_of(department, cover_only) == "只有封面，没有项目表"


def test_a_summary_in_the_folder_is_no_department_workbook(folder: Path) -> None:
    own = folder / "整体目标.xlsx"
    build_department_workbook(own, contents.sample_department())
    unit = sent(folder / "a.xlsx", MONDAY)
    summary = folder / "汇总表.xlsx"
    write_summary(summary, receive([own, unit], None), [])

    department = receive([own, unit, summary], None)

    assert statuses(department) == {"整体目标.xlsx": USED, "a.xlsx": USED, "汇总表.xlsx": FOREIGN}
    assert "汇总表" in reason_of(department, summary)


def test_what_cannot_be_read_is_told_and_the_others_go_on(folder: Path) -> None:
    html = folder / "表.xlsx"
    html.write_text("<html></html>", encoding="utf-8")
    lock = folder / "~$a.xlsx"
    lock.write_bytes(b"\x05admin")
    unit = sent(folder / "a.xlsx", MONDAY)
    gone = folder / "没有.xlsx"
    read: list[Path] = []

    department = receive([html, lock, gone, unit], None, read.append)

    assert statuses(department) == {
        "表.xlsx": UNREADABLE,
        "~$a.xlsx": UNREADABLE,
        "没有.xlsx": UNREADABLE,
        "a.xlsx": USED,
    }
    assert read == [html, lock, gone, unit]
    for path in (html, lock, gone):
        reason = reason_of(department, path)
        assert reason
        assert "\n" not in reason
    assert item_of(department, html).saved_at == saved_at(html).isoformat()
    assert item_of(department, gone).saved_at == ""


def test_an_empty_inbox_is_an_empty_department() -> None:
    assert receive([], None) == Department((), None)
