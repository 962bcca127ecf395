"""Codes, years and file names of new workbooks."""

import pytest

from xladdin.new_workbook import (
    is_budget_year,
    is_department_code,
    is_unit_code,
    unit_workbook_name,
)


@pytest.mark.parametrize("text", ["31600", "3160011", "31600a", "３１６００１", "", " 316001"])
def test_what_is_no_unit_code(text: str) -> None:
    assert not is_unit_code(text)


def test_codes_and_years() -> None:
    assert is_unit_code("316001")
    assert is_department_code("316")
    assert not is_department_code("3160")
    assert is_budget_year("2024")
    assert [year for year in ("1999", "2100", "24", "二〇二四") if is_budget_year(year)] == []


def test_the_name_of_a_file_says_whose_it_is() -> None:
    assert unit_workbook_name("316001", "本级", 2024) == "316001_本级_2024.xlsx"
    assert unit_workbook_name("316001", 'a/b\\c:"d"?', 2024) == "316001_a_b_c__d___2024.xlsx"
    assert unit_workbook_name("316001", "", None) == "316001.xlsx"
