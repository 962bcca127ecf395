"""What a workbook of somebody else can reach in the add-in: a formula may call a public Function,
or a Declare, of any add-in that is open; a shape may run a Sub with arguments.
"""

import re

from tests.addin.conftest import StartExcel
from tests.addin.test_run_python import UNIT_WORKBOOK
from xladdin.addin.vba import VbaModule
from xladdin.addin.xlwings_module import installed_source

FUNCTION = re.compile(r"^(?!Private)(?:Public )?Function (\w+)\((.*?)\)(?= |$)", re.MULTILINE)
DECLARE = re.compile(r"^\s*(?!Private)(?:Public )?Declare .*$", re.MULTILINE)
HARMLESS_WITH_ARGUMENTS = {
    "XladdinFacts": {"IsLiveCheckOn", "IsAutoSaved"},  # of a workbook, which no formula can give
    "XladdinLooks": {"AnswersOf"},  # says what everybody can see
}
HARMLESS_WITHOUT = {"XladdinFacts", "XladdinTexts"}  # say what everybody can see
ALONE = {"xlwings": {"XLPy", "GetConfigFilePath"}}  # starts the server; says where settings are


def public_functions(module: VbaModule) -> dict[str, str]:
    return dict(FUNCTION.findall(module.text.replace("\r\n", "\n")))


def test_a_formula_reaches_the_functions_for_cells_and_nothing_that_does_something(
    modules: list[VbaModule],
) -> None:
    for module in modules:
        found = public_functions(module)
        if module.name == "xlwings_udfs":
            assert all(name.startswith("PT_") for name in found)
            continue
        with_arguments = {name for name, arguments in found.items() if arguments}
        assert with_arguments == HARMLESS_WITH_ARGUMENTS.get(module.name, set()), module.name
        if module.name not in HARMLESS_WITHOUT:
            assert found.keys() - with_arguments == ALONE.get(module.name, set()), module.name


def test_a_formula_reaches_no_function_of_a_dll(modules: list[VbaModule]) -> None:
    assert DECLARE.search(installed_source().replace("\r\n", "\n"))  # as xlwings brings it
    for module in modules:
        assert DECLARE.findall(module.text.replace("\r\n", "\n")) == []


def test_nothing_but_the_name_of_an_entry_is_run(start_excel: StartExcel) -> None:
    excel = start_excel()
    excel.open(UNIT_WORKBOOK)

    for entry in ("", "about(); import os", "os.system", "ABOUT", 'about" & calc & "'):
        excel.run("RunEntry", entry)

    assert excel.shell.command_lines == []
    assert len(excel.messages) == 5
