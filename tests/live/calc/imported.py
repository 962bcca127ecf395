"""A sheet that came from another workbook: its conditions and dropdowns, as Excel brings them.

Calc numbers the names of a workbook, and formulas in conditional formats and validations keep the
numbers on their way: there they stand for other names. Excel knows names by name.
"""

from typing import Any

from tests.live.calc.area import Area


def name_anew(source: Any, copied: Any) -> None:
    """Say the formulas of a copied sheet as they are said on its source."""
    pairs = zip(
        source.ConditionalFormats.getConditionalFormats(),
        copied.ConditionalFormats.getConditionalFormats(),
        strict=True,
    )
    for there, here in pairs:
        for number in range(there.getCount()):
            here.getByIndex(number).Formula1 = there.getByIndex(number).Formula1
    for areas in source.UniqueCellFormatRanges:
        rule = areas.Validation
        if rule.Type.value != "ANY":
            for address in areas.RangeAddresses:
                _set_rule(copied.getCellRangeByPosition(*Area.of_uno(address).positions), rule)


def _set_rule(cells: Any, rule: Any) -> None:
    own = cells.Validation
    own.setFormula1(rule.getFormula1())
    own.setFormula2(rule.getFormula2())
    cells.Validation = own
