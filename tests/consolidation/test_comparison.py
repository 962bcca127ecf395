from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.consolidation.departments import department, unit_submission
from tests.workbook import contents
from xladdin.consolidation.comparison import Comparison, compare
from xladdin.consolidation.earlier import read_earlier
from xladdin.consolidation.frames import projects_frame
from xladdin.consolidation.summary_workbook import write_summary
from xladdin.domain.content import ProjectContent
from xladdin.errors import DataFileError

CODES = [f"13030624P0058511056{n}" for n in range(10)]


def changes_between(
    folder: Path, before: Sequence[ProjectContent], after: Sequence[ProjectContent]
) -> Comparison:
    path = folder / "汇总表.xlsx"
    write_summary(path, department(unit_submission("a.xlsx", "316001", "甲", before)), [])
    now = department(unit_submission("a.xlsx", "316001", "甲", after))
    return compare(read_earlier(path), projects_frame(now))


def project(number: int, budget: str, **values: str) -> ProjectContent:
    return contents.project(
        code=CODES[number],
        name=values.get("name", f"项目{number}"),
        budget=budget,
        fiscal=values.get("fiscal", budget),
        other=values.get("other"),
    )


def test_projects_added_removed_and_changed(tmp_path: Path) -> None:
    before = [project(1, "10"), project(2, "20.005"), project(3, "30")]
    after = [project(4, "40"), project(2, "20.01", fiscal="15.01", other="5"), project(1, "10.00")]

    comparison = changes_between(tmp_path, before, after)

    rows = comparison.changes.to_dict("records")
    assert [(r["change"], r["project_code"], r["project_name"]) for r in rows] == [
        ("新增", CODES[4], "项目4"),
        ("删除", CODES[3], "项目3"),
        ("变更", CODES[2], "项目2"),
    ]
    assert [(r["old_budget"], r["new_budget"]) for r in rows] == [
        (None, Decimal(40)),
        (Decimal(30), None),
        (Decimal("20.005"), Decimal("20.01")),
    ]
    assert (rows[2]["old_fiscal"], rows[2]["new_fiscal"]) == (Decimal("20.005"), Decimal("15.01"))
    assert (rows[2]["old_other"], rows[2]["new_other"]) == (Decimal(0), Decimal(5))
    assert comparison.unchanged == 1
    assert [comparison.count(word) for word in ("新增", "删除", "变更")] == [1, 1, 1]
    assert comparison.earlier.file == "汇总表.xlsx"


def test_nothing_changed(tmp_path: Path) -> None:
    projects = [project(1, "0.1"), project(2, "123456.789012")]

    comparison = changes_between(tmp_path, projects, projects)

    assert len(comparison.changes) == 0
    assert comparison.unchanged == 2


def test_a_project_is_known_by_its_code_and_without_one_by_its_name(tmp_path: Path) -> None:
    nameless = contents.project(code="", name="无编码项目", budget="1", fiscal="1")
    dearer = contents.project(code="", name="无编码项目", budget="2", fiscal="2")
    blank = contents.project(code="", name="", budget="9", fiscal="9")

    comparison = changes_between(
        tmp_path, [project(1, "5", name="旧名"), nameless], [project(1, "5", name="新名"), dearer]
    )
    unnamed = changes_between(tmp_path, [blank], [blank])

    (row,) = comparison.changes.to_dict("records")
    assert (row["change"], row["project_name"]) == ("变更", "无编码项目")
    assert comparison.unchanged == 1
    assert len(unnamed.changes) == 0


def test_a_code_that_stands_twice_is_matched_in_order(tmp_path: Path) -> None:
    comparison = changes_between(
        tmp_path, [project(1, "5")], [project(1, "5"), project(1, "7", name="重复")]
    )

    (row,) = comparison.changes.to_dict("records")
    assert (row["change"], row["project_name"], row["new_budget"]) == ("新增", "重复", Decimal(7))


def test_an_amount_that_became_readable_is_a_change(tmp_path: Path) -> None:
    comparison = changes_between(
        tmp_path, [project(1, "5万", fiscal="5")], [project(1, "5", fiscal="5")]
    )

    (row,) = comparison.changes.to_dict("records")
    assert (row["old_budget"], row["new_budget"]) == (None, Decimal(5))


def test_what_is_no_summary_is_refused(tmp_path: Path) -> None:
    text, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    text.write_text("金额", encoding="utf-8")
    Workbook().save(other)

    with pytest.raises(DataFileError, match="用于对比的汇总表读不了"):
        read_earlier(text)
    with pytest.raises(DataFileError, match=r"b\.xlsx 不是部门汇总表"):
        read_earlier(other)
