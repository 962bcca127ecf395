"""The workbook of a comparison: what its three sheets say."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.consolidation.departments import department, sample_department
from tests.consolidation.summaries import formulas, table, unit, values
from tests.rules.comparing.editions import SAMPLE, one
from xladdin.consolidation import comparison_tables
from xladdin.consolidation.comparison_workbook import write_comparison
from xladdin.domain.content import ProjectContent
from xladdin.errors import OutputError
from xladdin.rules.comparing.comparison import compare
from xladdin.rules.comparing.editions import edition_of_department
from xladdin.rules.comparing.results import Comparison


def compared() -> Comparison:
    now = [replace(SAMPLE[0], budget=Decimal("14.48"), fund_use="=1+1"), *SAMPLE[2:]]
    return compare(one(SAMPLE), one([*now, ProjectContent(code="1", name="新项目")], "new.xlsx"))


def written(folder: Path, comparison: Comparison) -> Path:
    path = folder / "对比.xlsx"
    write_comparison(path, comparison)
    return path


def overview(path: Path) -> dict[str, list[object]]:
    return {str(row[0]): list(row[1:]) for row in values(path, "总览").values if row[0]}


def test_the_overview_has_totals_counts_and_units(tmp_path: Path) -> None:
    path = written(tmp_path, compared())

    lines = overview(path)
    assert lines["预算数"][1:5] == [177.58, 158.87, -18.71, -0.105361]
    assert lines["其他资金"][1:4] == [0, 0, 0]
    assert lines["项目（个）"][1:6] == [1, 1, 0, 1, 11]
    assert lines["项目编码、名称、金额"][1:5] == [0, 0, None, 1]
    assert lines["资金用途"][1:5] == [0, 0, None, 1]
    assert lines["316001"][1:6] == [177.58, 158.87, -18.71, -0.105361, "改动 4 处"]
    assert formulas(path, "总览")["E9"].value == "=ROUND(D9-C9,6)"


def test_a_unit_without_a_budget_before_has_no_percentage(tmp_path: Path) -> None:
    old = edition_of_department(department(unit(code="316002", file="b.xlsx")), "旧")
    new = edition_of_department(sample_department(), "新")

    path = written(tmp_path, compare(old, new))

    lines = overview(path)
    assert lines["316001"][4:6] == [None, "新增，原来没有"]
    assert "部门整体绩效目标" in [row[1] for row in values(path, "总览").values]


def test_texts_stay_texts_and_links_lead_to_both_files(tmp_path: Path) -> None:
    comparison = compared()
    path = written(tmp_path, comparison)

    rows = table(path, "改动")
    fund_use = next(row for row in rows if row["栏目"] == "资金用途")
    assert fund_use["现内容"] == "=1+1"
    assert formulas(path, "改动")["H5"].data_type == "s"
    assert "原文件" not in fund_use
    links = [values(path, "改动")[cell].hyperlink for cell in ("J4", "K4")]
    assert [
        link and (Path(str(link.target).replace("\\", "/")).name, link.location) for link in links
    ] == [
        ("old.xlsx", "'项目1'!C4"),
        ("new.xlsx", "'项目1'!C4"),
    ]
    assert "原：old.xlsx。现：new.xlsx。" in str(values(path, "改动")["A2"].value)
    assert [row["变化"] for row in table(path, "项目")] == ["新增", "删除", "变更"]


def test_files_have_a_column_where_there_are_several(tmp_path: Path) -> None:
    old = edition_of_department(department(unit(*SAMPLE[:2])), "旧")
    new = edition_of_department(
        department(unit(SAMPLE[0]), unit(SAMPLE[1], code="316002", file="b.xlsx")), "新"
    )

    (row,) = table(written(tmp_path, compare(old, new)), "改动")

    assert (row["栏目"], row["原内容"], row["现内容"]) == ("单位编码", "316001", "316002")
    assert row["现文件"] == "b.xlsx"
    assert "原文件" not in row


def test_every_sheet_prints_on_a4_one_page_wide(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path, compared()))

    assert book.sheetnames == ["总览", "项目", "改动"]
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)


def test_more_changes_than_a_sheet_holds_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison_tables, "MOST_CHANGES", 2)
    path = written(tmp_path, compared())

    assert len(table(path, "改动")) == 2
    assert "只列出前 2 处" in str(values(path, "改动")["A2"].value)
    assert str(values(path, "改动")["A2"].value).startswith("共 4 处")


def test_nothing_is_left_where_it_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_comparison(tmp_path / "没有" / "对比.xlsx", compared())

    assert list(tmp_path.iterdir()) == []
