"""The functions in cells: a wrapper for each, and its help in Chinese."""

import importlib
import inspect
import pkgutil
import re

import pytest

import udfs
from xladdin.addin.udf_wrappers import (
    LONGEST_HELP,
    CellFunction,
    cell_functions,
    check_help,
    descriptions_module,
    wrappers_module,
)
from xladdin.addin.vba import AddinBuildError


@pytest.fixture(scope="module")
def functions() -> list[CellFunction]:
    return cell_functions()


def functions_of_udfs() -> dict[str, str]:
    """Each function for cells and the module that it is in."""
    names = [f"udfs.{info.name}" for info in pkgutil.iter_modules(udfs.__path__)]
    return {
        name: module.__name__
        for module in map(importlib.import_module, names)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("PT_") and function.__module__ == module.__name__
    }


def test_each_function_of_udfs_has_its_wrapper(functions: list[CellFunction]) -> None:
    where = functions_of_udfs()

    assert [function.name for function in functions] == sorted(where)
    for function in functions:
        (call,) = re.findall(r"XLPy\.CallUDF\((.*)\)\n", function.wrapper)
        assert call.startswith(f'"{where[function.name]}", "{function.name}", ')


def test_a_wrapper_is_given_the_addin_and_not_the_active_workbook(
    functions: list[CellFunction],
) -> None:
    for function in functions:
        assert "ThisWorkbook, Application.Caller)" in function.wrapper
        assert "ActiveWorkbook" not in function.wrapper


def test_a_failure_is_an_error_value_and_no_text(functions: list[CellFunction]) -> None:
    for function in functions:
        assert f"{function.name} = CVErr(xlErrValue)\n" in function.wrapper
        assert "Err.Description" not in function.wrapper


def test_the_wrappers_are_for_excel_alone(functions: list[CellFunction]) -> None:
    assert "#" not in wrappers_module(functions).text


def test_help_is_chinese_for_the_function_and_each_argument(
    functions: list[CellFunction],
) -> None:
    for function in functions:
        for text in (function.help_text, *(text for _, text in function.arguments)):
            assert re.search(r"[\u4e00-\u9fff]{2}", text), (function.name, text)
            assert len(text) <= LONGEST_HELP


FUNCTION = CellFunction("PT_TRY", "试一试", (("cells", "单元格"), ("unit", "单位")), "")


def test_the_descriptions_name_every_argument() -> None:
    text = descriptions_module([FUNCTION]).text

    assert 'Describe "PT_TRY", text, arguments\r\n' in text
    assert "ReDim arguments(1)\r\n" in text
    assert text.count(" arguments(0) = ") == text.count(" arguments(1) = ") == 1


def test_excel_refusing_a_description_breaks_nothing() -> None:
    assert "On Error GoTo refused\r\n" in descriptions_module([FUNCTION]).text


@pytest.mark.parametrize(
    ("function", "complaint"),
    [
        (CellFunction("PT_TRY", "", (), ""), "缺少 PT_TRY 的说明"),
        (CellFunction("PT_TRY", "试", (("cells", "Positional argument 1"),), ""), "缺少 cells"),
        (CellFunction("PT_TRY", "试", (("cells", "长" * 256),), ""), "256 字"),
    ],
)
def test_help_that_is_missing_or_too_long_is_named(function: CellFunction, complaint: str) -> None:
    with pytest.raises(AddinBuildError, match=complaint):
        check_help(function)
