"""What a summary tells of the changes since the one before."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.consolidation.departments import department
from tests.consolidation.summaries import table, unit, values, write
from tests.rules.comparing.editions import SAMPLE
from tests.workbook import contents
from xladdin.consolidation.earlier import read_earlier
from xladdin.consolidation.summary_workbook import write_summary
from xladdin.domain.content import ProjectContent
from xladdin.errors import DataFileError

CODES = [f"13030624P0058511056{n}" for n in range(10)]


def project(number: int, budget: str, name: str = "") -> ProjectContent:
    return contents.project(
        code=CODES[number], name=name or f"项目{number}", budget=budget, fiscal=budget
    )


def test_projects_that_came_went_and_changed(tmp_path: Path) -> None:
    before = [project(1, "10"), project(2, "20.005"), project(3, "30", "大楼维修"), project(5, "5")]
    after = [
        project(4, "40", "宽带"),
        project(2, "20.01"),
        project(1, "10.00"),
        project(5, "5", "新名"),
    ]
    write(tmp_path, department(unit(*before)))
    path = write(tmp_path, department(unit(*after)))

    rows = table(path, "对比")

    assert [(r["变化"], r["项目名称"], r["原预算数"], r["现预算数"]) for r in rows] == [
        ("新增", "宽带", None, 40),
        ("删除", "大楼维修", 30, None),
        ("更名", "新名", 5, 5),
        ("变更", "项目2", 20.005, 20.01),
    ]
    assert [r["预算数差额"] for r in rows] == [40, -30, 0, 0.005]
    assert [r["说明"] for r in rows] == [None, None, "原名称“项目5”；改动 1 处", "改动 2 处"]
    note = str(values(path, "对比")["A2"].value)
    assert "新增 1 个，删除 1 个，更名 1 个，变更 1 个，未变 1 个" in note
    assert "汇总表中没有封面、资金用途、绩效目标，未对比" in note


def test_every_changed_cell_with_its_places(tmp_path: Path) -> None:
    rows = SAMPLE[0].indicators
    more = contents.row(level3="疏浚里程", description="河道疏浚", target_value="9公里")
    now = replace(SAMPLE[0], budget=Decimal(15), indicators=(more, *rows))
    write(tmp_path, department(unit(SAMPLE[0])))
    path = write(tmp_path, department(unit(now)))

    first, second = table(path, "改动")

    assert (first["栏目"], first["原内容"], first["现内容"]) == ("预算数", "13.48", "15")
    assert (first["金额差额"], first["原位置"], first["现位置"]) == (1.52, "项目!F4", "项目1!C4")
    assert (second["变化"], second["三级指标"], second["原位置"]) == ("新增", "疏浚里程", None)
    sheet = values(path, "改动")
    link = sheet["K4"].hyperlink
    assert link is not None
    assert link.location == "'项目1'!C4"
    assert sheet["J4"].hyperlink is None  # the summary that stood there is replaced


def test_places_in_another_summary_are_links(tmp_path: Path) -> None:
    earlier = tmp_path / "一上.xlsx"
    write_summary(earlier, department(unit(project(1, "1"))), [])
    path = tmp_path / "汇总表.xlsx"

    write_summary(path, department(unit(project(1, "3"))), [], earlier=earlier)
    here = values(path, "改动")["J4"].hyperlink
    write_summary(path, department(unit(project(1, "3"))), [], earlier=path)

    assert here is not None
    assert (here.target, here.location) == ("一上.xlsx", "'项目'!F4")
    assert "没有变化" in str(values(path, "对比")["A2"].value)
    assert "共 0 处" in str(values(path, "改动")["A2"].value)


def test_what_is_no_summary_is_refused(tmp_path: Path) -> None:
    text, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    text.write_text("金额", encoding="utf-8")
    Workbook().save(other)

    with pytest.raises(DataFileError, match="用于对比的汇总表读不了"):
        read_earlier(text)
    with pytest.raises(DataFileError, match=r"b\.xlsx 不是部门汇总表"):
        read_earlier(other)
