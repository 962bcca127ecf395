"""The summary as a reader of the file finds it; tests/live looks at it in an application."""

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.consolidation.departments import department, sample_department
from tests.consolidation.summaries import finding, formulas, line, table, unit, values, write
from tests.workbook import contents
from xladdin.consolidation.summary_workbook import write_summary
from xladdin.domain.department import (
    Department,
    Roster,
    RosterUnit,
)
from xladdin.domain.finding import Severity
from xladdin.errors import OutputError
from xladdin.form import summary_form as form

SHEETS = [
    *("汇总", "项目", "支出计划", "指标", "问题", "审核说明", "报送情况"),
    *("对比", "改动", "整体目标"),
]


def test_the_sample(tmp_path: Path) -> None:
    path = write(tmp_path, sample_department())

    assert load_workbook(path).sheetnames == SHEETS
    assert line(path, "316001")[1:7] == [
        *("秦皇岛市抚宁区行政审批局本级", 7, 64, 100.89, 100.89, 0),
    ]
    assert line(path, "316003")[2:7] == [6, 57, 76.69, 76.69, 0]
    assert line(path, "合计")[2:15] == [
        *(13, 121, 177.58, 177.58, 0),
        *(47.235, 91.905, 145.195, 177.58),
        *(0.265993, 0.517541, 0.817631, 1),
    ]
    assert [line(path, code)[9] for code in ("316001", "316003")] == [86.4625, 58.7325]


def test_title_time_and_number_of_files(tmp_path: Path) -> None:
    sheet = values(write(tmp_path, sample_department()), "汇总")

    assert sheet["A1"].value == "秦皇岛市抚宁区行政审批局2024年预算项目绩效目标汇总表"
    assert re.fullmatch(
        r"制表时间：\d{4}-\d\d-\d\d \d\d:\d\d　收到文件 3 个，采用 3 个", str(sheet["A2"].value)
    )


def test_every_formula_carries_its_result(tmp_path: Path) -> None:
    write(tmp_path, department(unit(contents.project(budget="1", fiscal="1"))))  # for 对比
    path = write(tmp_path, sample_department(), finding(), finding(Severity.WARNING))
    count = 0
    for sheet in load_workbook(path).worksheets:
        results = values(path, sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    assert results[cell.coordinate].value is not None, (sheet, cell.coordinate)
    assert count > 150


def test_totals_are_formulas_over_the_detail_tables(tmp_path: Path) -> None:
    sheet = formulas(write(tmp_path, sample_department()), "汇总")
    (row,) = [row for row in sheet.iter_rows() if row[0].value == "316003"]
    (total,) = [row for row in sheet.iter_rows() if row[0].value == "合计"]

    code = f'"="&$A{row[0].row}'
    assert row[2].value == f"=COUNTIFS(项目表[单位编码],{code})"
    assert row[4].value == f"=ROUND(SUMIFS(项目表[预算数],项目表[单位编码],{code}),6)"
    assert row[9].value == f"=ROUND(SUMIFS(支出计划表[10月底金额],支出计划表[单位编码],{code}),6)"
    assert total[4].value == "=ROUND(SUM(项目表[预算数]),6)"


def test_an_empty_department_has_a_summary_too(tmp_path: Path) -> None:
    path = write(tmp_path, Department((), None))

    assert load_workbook(path).sheetnames == SHEETS
    assert line(path, "合计")[2:7] == [0, 0, 0, 0, 0]
    assert values(path, "问题")["A2"].value == "没有发现问题。"


def test_tables_print_and_scroll_with_their_headings(tmp_path: Path) -> None:
    path = write(tmp_path, sample_department(), finding())
    names = {
        "项目": form.PROJECTS_TABLE,
        "支出计划": form.PLAN_TABLE,
        "指标": form.INDICATORS_TABLE,
        "问题": form.FINDINGS_TABLE,
        "审核说明": form.EXPLANATIONS_TABLE,
        "报送情况": form.SUBMISSIONS_TABLE,
        "对比": form.COMPARISON_TABLE,
        "改动": form.CHANGES_TABLE,
    }
    for sheet in load_workbook(path).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        if sheet.title in names:
            assert list(sheet.tables) == [names[sheet.title]]
            assert sheet.tables[names[sheet.title]].autoFilter is not None
            assert str(sheet.freeze_panes).endswith("4")
            assert sheet.print_title_rows == "$3:$3"


def test_three_charts_and_at_most_ten_units_in_them(tmp_path: Path) -> None:
    units = [
        unit(
            contents.project(budget=str(number), fiscal=str(number)),
            code=f"3160{number:02}",
            file=f"{number}.xlsx",
        )
        for number in range(1, 41)
    ]
    path = write(tmp_path, department(*units))

    with zipfile.ZipFile(path) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        budgets = archive.read("xl/charts/chart1.xml").decode()
    assert len(charts) == 3
    assert "预算数前 10 位的单位（万元）" in budgets
    shown = re.findall(r"<c:v>(\d+)\.0</c:v>", budgets)
    assert [int(number) for number in shown] == list(range(31, 41))


def test_an_output_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = write(tmp_path, department(unit(contents.project())))
    before = path.read_bytes()
    folder = tmp_path / "没有这个文件夹"

    with pytest.raises(OutputError, match="不存在"):
        write_summary(folder / "汇总表.xlsx", department(), [])
    assert not folder.exists()
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["汇总表.xlsx"]


def test_a_full_disk_leaves_the_old_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, department(unit(contents.project())))
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(OutputError, match="磁盘空间不足，原来的文件没有改动"):
        write(tmp_path, department(unit(contents.project(budget="9", fiscal="9"))))
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["汇总表.xlsx"]


def test_the_exact_sum_is_what_stands_in_the_cells(tmp_path: Path) -> None:
    thirds = [
        contents.project(budget="0.1", fiscal="0.1", shares=("0.333333", None, None, "1"))
        for _ in range(10)
    ]
    path = write(tmp_path, department(unit(*thirds)))

    assert line(path, "316001")[4] == 1
    assert line(path, "合计")[7] == float(Decimal("0.333333"))
    assert [row["3月底金额"] for row in table(path, "支出计划")] == [0.0333333] * 10


def test_missing_units_are_counted_only_with_a_list_of_units(tmp_path: Path) -> None:
    sent = unit(contents.project())
    roster = Roster("u.csv", tuple(RosterUnit(f"3160{n:02}", f"单位{n}") for n in range(1, 12)))
    alone = values(write(tmp_path, department(sent)), "汇总")
    assert (alone["L3"].value, alone["L4"].value) == ("未报送单位", "—")

    listed = values(write(tmp_path, department(sent, roster=roster)), "汇总")

    assert listed["L4"].value == 10
    (note,) = [row[0] for row in listed.values if str(row[0]).startswith("未报送、")]
    assert str(note).startswith("未报送、不在表内的单位（10 个）：316002 单位2、")
    assert str(note).endswith("316009 单位9等，见“报送情况”。")
