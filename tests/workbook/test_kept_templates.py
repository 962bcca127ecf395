"""The blank workbooks kept in git say what the form says today."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from xladdin.workbook.templates import (
    DEPARTMENT_TEMPLATE,
    SETTINGS_TEMPLATE,
    UNIT_TEMPLATE,
    build_blank_workbooks,
)

KEPT = Path(__file__).parents[2] / "workbook_templates"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "workbook_templates"
    build_blank_workbooks(folder)
    return folder


def described(path: Path) -> dict[str, object]:
    """A workbook's meaning: not its bytes, which change with the library that writes it."""
    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    facts: dict[str, object] = {
        "sheets": [(sheet.title, sheet.sheet_state) for sheet in formulas],
        "names": {name: item.attr_text for name, item in formulas.defined_names.items()},
    }
    for sheet in formulas:
        facts.update((f"{sheet.title} {key}", fact) for key, fact in sheet_facts(sheet))
        for cells in sheet.iter_rows():
            for cell in cells:
                facts[f"{sheet.title} {cell.coordinate}"] = (
                    cell.value,
                    values[sheet.title][cell.coordinate].value,
                    cell.number_format,
                    cell.protection.locked,
                    (cell.font.name, cell.font.size, cell.font.bold),
                    (cell.alignment.horizontal, cell.alignment.wrap_text),
                    (cell.border.top.style, cell.border.left.style, cell.border.right.style),
                )
    return facts


def sheet_facts(sheet: Worksheet) -> Iterator[tuple[str, object]]:
    yield "names", {name: item.attr_text for name, item in sheet.defined_names.items()}
    yield "merged", sorted(map(str, sheet.merged_cells.ranges))
    yield "widths", {key: item.width for key, item in sheet.column_dimensions.items()}
    yield "heights", {key: item.height for key, item in sheet.row_dimensions.items()}
    yield "protection", sorted(sheet.protection)
    yield "page", (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_area)
    yield "titles", sheet.print_title_rows
    yield "footer", sheet.oddFooter.center.text if sheet.oddFooter is not None else None
    yield (
        "validations",
        [
            (str(rule.sqref), rule.type, rule.operator, rule.formula1, rule.formula2, rule.error)
            for rule in sheet.data_validations.dataValidation
        ],
    )
    yield (
        "conditions",
        [
            (str(area.sqref), rule.priority, rule.formula, repr(rule.dxf))
            for area in sheet.conditional_formatting
            for rule in area.rules
        ],
    )


@pytest.mark.parametrize("name", [UNIT_TEMPLATE, DEPARTMENT_TEMPLATE, SETTINGS_TEMPLATE])
def test_the_kept_template_is_current(built: Path, name: str) -> None:
    """When this fails: `make templates`."""
    assert described(KEPT / name) == described(built / name)


def test_a_changed_form_would_be_noticed(built: Path, tmp_path: Path) -> None:
    changed = tmp_path / UNIT_TEMPLATE
    book = load_workbook(built / UNIT_TEMPLATE)
    book["项目1"]["A3"] = "项目代码"
    book.save(changed)
    assert described(changed) != described(built / UNIT_TEMPLATE)
