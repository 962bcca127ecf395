"""Copies with mends, calculated anew: every saved result is what the formula gives."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.live.office import Office
from tests.live.recalculated import assert_results_hold
from tests.workbook.contents import sample_units, troubled_unit
from xladdin.domain.content import UnitContent
from xladdin.domain.finding import Edit
from xladdin.domain.origin import Origin
from xladdin.fixing import find_mends
from xladdin.form import layout
from xladdin.rules.fixes import Mend
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.fixed_copy import FixableFile
from xladdin.workbook.templates import build_unit_workbook


def edit(cell: str, after: str | Decimal | None, sheet: str = "项目1") -> Edit:
    return Edit(Origin("", sheet, cell), "", after, is_percent="7" in cell)


EDITS = (
    edit("C4", Decimal("13.48")),
    edit("G4", "约5"),
    edit("B3", "13030624P0058511056"),
    edit("E3", "政务外网"),
    edit("B5", None),
    edit("D7", Decimal("0.125")),
    edit("E7", None),
    edit("A11", "投入指标"),
    edit("C12", None),
    edit("F4", "改了单位名称的中心", layout.COVER_SHEET),
)


def with_texts(unit: UnitContent) -> UnitContent:
    """The unit with budgets as texts with their unit."""
    projects = (
        replace(each, budget=f"{each.budget}万") if isinstance(each.budget, Decimal) else each
        for each in unit.projects
    )
    return replace(unit, projects=tuple(projects))


@pytest.mark.parametrize("is_by_rules", [True, False])
@pytest.mark.parametrize("unit", [sample_units()["316001"], troubled_unit()])
def test_every_formula_gives_the_value_that_the_copy_brought_along(
    office: Office, tmp_path: Path, unit: UnitContent, is_by_rules: bool
) -> None:
    source, copy = tmp_path / "316001.xlsx", tmp_path / "316001.修正.xlsx"
    build_unit_workbook(source, with_texts(unit))
    mends = find_mends(source).proposal.mends if is_by_rules else (Mend("", "", EDITS),)
    assert mends
    FixableFile(source).write_copy(copy, read_workbook(source), mends)
    assert assert_results_hold(office, copy) > 5
