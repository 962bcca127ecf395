"""What each detail sheet of the summary says."""

import datetime as dt
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.consolidation.departments import department, sample_department, unit_submission
from tests.consolidation.summaries import (
    finding,
    formulas,
    line,
    table,
    unit,
    values,
    write,
)
from tests.workbook import contents
from xladdin.consolidation.summary_workbook import write_summary
from xladdin.domain.department import (
    Department,
    Received,
    Roster,
    RosterUnit,
    SubmissionStatus,
)
from xladdin.domain.finding import Severity
from xladdin.domain.stamp import Stamp
from xladdin.domain.tracking import FileHistory
from xladdin.errors import DataFileError


def test_projects_lead_to_their_source_by_relative_links(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    path = write(tmp_path, sample_department(str(inbox)))
    sheet = values(path, "项目")

    cell = sheet["K4"]
    assert cell.value == "项目1!C4"
    assert cell.hyperlink is not None
    assert cell.hyperlink.target == "inbox\\316001.xlsx"
    assert cell.hyperlink.location == "'项目1'!C4"
    assert table(path, "项目")[7] | {"来源单元格": ""} == {
        "序号": 8,
        "单位编码": "316003",
        "单位名称": "秦皇岛市抚宁区人民政府政务服务中心",
        "项目编码": "13030624P005851105686",
        "项目名称": "2024年保安保洁人员费用",
        "预算数": 53.83,
        "财政资金": 53.83,
        "其他资金": 0,
        "指标数": 9,
        "来源文件": "316003.xlsx",
        "来源单元格": "",
    }


def test_amounts_are_exact_inside_and_show_two_decimals(tmp_path: Path) -> None:
    path = write(tmp_path, department(unit(contents.project(budget="145.195", fiscal="145.195"))))
    cell = values(path, "项目")["F4"]

    assert (cell.value, cell.number_format) == (145.195, "#,##0.00")
    with zipfile.ZipFile(path) as archive:
        assert b"<v>145.195</v>" in archive.read("xl/worksheets/sheet2.xml")


def test_an_amount_that_cannot_be_read_stands_as_text_and_marks_its_unit(tmp_path: Path) -> None:
    projects = [contents.project(budget="2000万"), contents.project(budget="5", fiscal="5")]
    path = write(tmp_path, department(unit(*projects), unit(contents.project(), code="316002")))

    assert [row["预算数"] for row in table(path, "项目")] == ["2000万", 5, 13.48]
    assert [row["预算数"] for row in table(path, "支出计划")] == [0, 5, 13.48]
    assert line(path, "316001")[4] == 5
    assert line(path, "316001")[17] == "1 个项目有无法识别的金额或比例，按 0 合计"
    assert line(path, "316002")[17] is None
    sheet = values(path, "汇总")
    fills = {row[0].value: row[0].fill.fgColor.rgb for row in sheet.iter_rows()}
    assert fills["316001"] != fills["316002"]


def test_findings_of_no_listed_unit_are_told_below_the_total(tmp_path: Path) -> None:
    """So that the lines and what is told besides make the total."""
    strange = unit(contents.project(), code="316099", file="c.xlsx")
    received = (
        *department(unit(contents.project())).received,
        Received("c.xlsx", SubmissionStatus.FOREIGN, strange, reason="不在名录中"),
    )
    found = [finding(), finding(file="c.xlsx"), finding(Severity.WARNING, "名录.csv")]
    path = write(tmp_path, Department(received), *found, finding(Severity.INFO, "名录.csv"))

    assert line(path, "316001")[15:17] == [1, 0]
    assert line(path, "合计")[15:17] == [2, 1]
    below = [str(row[0]) for row in values(path, "汇总").values if row[0]]
    assert any(text.endswith("审核问题合计中有 2 个不属于表内的单位。") for text in below)


@pytest.mark.parametrize("text", ["=1+1", "+86 138", "-无", "@某人", '=HYPERLINK("http://x")'])
def test_texts_never_become_formulas(tmp_path: Path, text: str) -> None:
    project = contents.project(name=text, code=text, indicators=(contents.row(target_value=text),))
    sent = unit_submission("=a.xlsx", "316001", text, [project])
    path = write(tmp_path, department(sent), finding(message=text, explanation=text))

    assert table(path, "项目")[0]["项目名称"] == text
    assert table(path, "指标")[0]["指标值"] == text
    assert table(path, "问题")[0]["审核说明"] == text
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or text not in str(cell.value)


def test_codes_stay_text(tmp_path: Path) -> None:
    project = contents.project(code="130306240058511056412")
    row = table(write(tmp_path, department(unit(project, code="031600"))), "项目")[0]

    assert (row["单位编码"], row["项目编码"]) == ("031600", "130306240058511056412")


def test_indicators_taken_apart(tmp_path: Path) -> None:
    rows = tuple(
        contents.row(target_value=value)
        for value in ("≥95%", "5-10人", "大幅提升", "7月底", f"{'9' * 18}元")
    )
    found = table(write(tmp_path, department(unit(contents.project(indicators=rows)))), "指标")

    parts = [[row[k] for k in ("比较", "数值", "上限", "单位", "类型")] for row in found]
    assert parts == [
        ["≥", 95, None, "%", "百分比"],
        [None, 5, 10, "人", "数值"],
        [None, None, None, None, "文字"],
        [None, None, None, None, "月份"],
        [None, "9" * 18, None, "元", "数值"],  # more digits than a number cell keeps
    ]
    assert found[0]["来源单元格"] == "项目1!E10"


def test_findings_with_level_place_and_explanation(tmp_path: Path) -> None:
    inbox = tmp_path / "收件"
    sent = unit_submission(str(inbox / "a.xlsx"), "316001", "本级", [contents.project()])
    path = write(
        tmp_path,
        department(sent),
        finding(Severity.WARNING, str(inbox / "a.xlsx"), explanation="物价上涨"),
        finding(Severity.ERROR, str(inbox / "a.xlsx"), "金额不是数字"),
        finding(Severity.ERROR, str(tmp_path / "units.csv"), "漏报", sheet="", cell=""),
    )

    rows = table(path, "问题")
    assert [(r["级别"], r["单位编码"], r["文件"], r["单元格"], r["问题"]) for r in rows] == [
        ("错误", None, "units.csv", None, "漏报"),
        ("错误", "316001", "a.xlsx", "项目1!C4", "金额不是数字"),
        ("警告", "316001", "a.xlsx", "项目1!C4", "问题"),
    ]
    assert rows[2]["审核说明"] == "物价上涨"
    link = values(path, "问题")["F5"].hyperlink
    assert link is not None
    assert (link.target, link.location) == ("收件\\a.xlsx", "'项目1'!C4")
    assert line(path, "316001")[15:17] == [1, 1]
    assert line(path, "合计")[15:17] == [2, 1]


def test_what_became_of_every_file_and_unit(tmp_path: Path) -> None:
    roster = Roster("u.csv", (RosterUnit("316001", "本级"), RosterUnit("316002", "大队")))
    used, old = unit(contents.project()), unit(contents.project(budget="1"), file="old.xlsx")
    received = (
        Received("a.xlsx", SubmissionStatus.USED, used, "2024-01-09T00:00:00+00:00"),
        Received("old.xlsx", SubmissionStatus.SUPERSEDED, old, reason="有更新的文件：采用 a.xlsx"),
        Received("x.xlsx", SubmissionStatus.UNREADABLE, None, reason="文件是网页"),
        Received("y.xlsx", SubmissionStatus.FOREIGN, None, reason="没有表"),
    )
    path = write(tmp_path, Department(received, roster))

    rows = table(path, "报送情况")
    assert [(r["单位编码"], r["状态"], r["文件"], r["说明"]) for r in rows] == [
        ("316001", "采用", "a.xlsx", None),
        ("316001", "已被新版替代", "old.xlsx", "有更新的文件：采用 a.xlsx"),
        ("316002", "未报送", None, None),
        (None, "无法读取", "x.xlsx", "文件是网页"),
        (None, "非申报文件", "y.xlsx", "没有表"),
    ]
    assert rows[0]["内容摘要（SHA-256）"] == used.digest
    assert values(path, "报送情况")["A2"].value == (
        "名录内单位 2 个，未报送 1 个。收到文件 4 个："
        "采用 1 个、已被新版替代 1 个、无法读取 1 个、非申报文件 1 个。"
    )
    texts = [str(cell) for row in values(path, "汇总").values for cell in row if cell]
    assert "未报送、不在表内的单位（1 个）：316002 大队。" in texts


def test_how_far_each_unit_has_come(tmp_path: Path) -> None:
    stamp = Stamp("一上", 2, dt.datetime(2024, 11, 20, 10, 30), "0" * 16)
    sent = [unit(contents.project(), file=f"{n}.xlsx", code=f"31600{n}") for n in (1, 2, 3)]
    sent[0] = replace(sent[0], stamp=stamp)
    returned = dt.datetime(2024, 12, 1, 9, 5).astimezone().isoformat()
    histories = {"1.xlsx": FileHistory("a@b.cn", "王", returned, returned)}
    path = tmp_path / "汇总表.xlsx"
    write_summary(path, department(*sent), [finding(file="2.xlsx")], histories=histories)

    rows = table(path, "报送情况")
    assert [row["进度"] for row in rows] == ["已退回", "已收到", "已通过"]
    first = rows[0]
    assert (first["报送次数"], first["报送时间"]) == (2, "2024-11-20 10:30")
    assert (first["发件人"], first["退回时间"]) == ("a@b.cn", "2024-12-01 09:05")
    assert first["说明"] == "发出后改动过：内容与报送时的校验码不符"
    assert "退回时间" in str(formulas(path, "报送情况")["K4"].value)


def test_the_first_summary_says_that_there_is_none_before(tmp_path: Path) -> None:
    path = write(tmp_path, department(unit(contents.project())))

    assert "没有更早的汇总表" in str(values(path, "对比")["A2"].value)


def test_the_second_summary_compares_with_the_one_it_replaces(tmp_path: Path) -> None:
    write(tmp_path, department(unit(contents.project(budget="10", fiscal="10"))))
    path = write(tmp_path, department(unit(contents.project(budget="12.5", fiscal="12.5"))))

    (row,) = table(path, "对比")
    assert (row["变化"], row["原预算数"], row["现预算数"], row["预算数差额"]) == (
        *("变更", 10, 12.5, 2.5),
    )
    assert "变更 1 个" in str(values(path, "对比")["A2"].value)


def test_a_named_earlier_summary_goes_before_the_one_that_is_replaced(tmp_path: Path) -> None:
    earlier = tmp_path / "一上.xlsx"
    write_summary(earlier, department(unit(contents.project(budget="1", fiscal="1"))), [])
    now = department(unit(contents.project(budget="3", fiscal="3")))
    path = write(tmp_path, now)

    write_summary(path, now, [], earlier=earlier)

    (row,) = table(path, "对比")
    assert (row["原预算数"], row["现预算数"]) == (1, 3)
    with pytest.raises(DataFileError, match="读不了"):
        write_summary(path, now, [], earlier=tmp_path / "没有.xlsx")


def test_another_file_in_its_place_is_told_and_replaced(tmp_path: Path) -> None:
    (tmp_path / "汇总表.xlsx").write_text("别的内容", encoding="utf-8")
    path = write(tmp_path, department(unit(contents.project())))

    assert "原来的 汇总表.xlsx 不能用于对比" in str(values(path, "对比")["A2"].value)


def test_the_departments_targets(tmp_path: Path) -> None:
    sheet = values(write(tmp_path, sample_department()), "整体目标")
    texts = [cell for row in sheet.values for cell in row if cell]
    content = contents.sample_department()

    assert content.overall_goal in texts
    assert all(goal.goal in texts and goal.indicators in texts for goal in content.sub_goals)
    assert all(item.heading in texts and item.text in texts for item in content.measures)


def test_missing_targets_are_marked(tmp_path: Path) -> None:
    sheet = values(write(tmp_path, department(unit(contents.project()))), "整体目标")

    assert str(sheet["A3"].value).startswith("没有收到部门整体目标工作簿")


def test_links_beyond_what_excel_takes_are_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xladdin.consolidation.summary_sheets.table_sheet._MOST_LINKS", 1)
    project = contents.project()
    sheet = values(write(tmp_path, department(unit(project, project))), "项目")

    assert sheet["K4"].hyperlink is not None
    assert sheet["K5"].hyperlink is None
    assert sheet["K5"].value == "项目2!C4"
