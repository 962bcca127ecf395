"""xlwings' module as it is shipped: what must not be in it isn't, and a changed one isn't built."""

import re

import pytest

from xladdin.addin import xlwings_module
from xladdin.addin.vba import AddinBuildError, procedures, without_comments
from xladdin.addin.xlwings_module import (
    FORBIDDEN,
    REVIEWED,
    digest,
    hardened_module,
    installed_source,
)


@pytest.fixture(scope="module")
def source() -> str:
    return installed_source()


@pytest.fixture(scope="module")
def shipped(source: str) -> str:
    return hardened_module(source).text.replace("\r\n", "\n")


def test_everything_forbidden_is_in_what_xlwings_brings(source: str) -> None:
    """So the words that are looked for are the right ones."""
    for pattern in FORBIDDEN:
        if "ActiveSheet" not in pattern and "CurDir" not in pattern:
            assert re.search(pattern, without_comments(source), re.IGNORECASE), pattern


def test_nothing_forbidden_is_shipped(shipped: str) -> None:
    code = without_comments(shipped)

    for pattern, what in FORBIDDEN.items():
        assert not re.search(pattern, code, re.IGNORECASE), what


def test_settings_come_from_two_places_only(shipped: str) -> None:
    own = procedures(shipped)

    assert re.findall(r"GetConfigFrom\w+\([^,]*,", own["GetConfig"]) == [
        "GetConfigFromFile(GetConfigFilePath(),",
        "GetConfigFromSheet(configKey,",
    ]
    assert "With ThisWorkbook.Worksheets(" in own["GetConfigFromSheet"]
    assert 'Environ("USERPROFILE")' in own["GetConfigFilePath"]


def test_only_reviewed_procedures_of_xlwings_are_shipped(source: str, shipped: str) -> None:
    theirs = procedures(source.replace("\r\n", "\n"))
    kept = [name for name, text in procedures(shipped).items() if theirs.get(name) == text]
    reviewed = [name for name, review in REVIEWED.items() if not review.rewritten]

    assert set(kept) <= set(reviewed)
    assert set(reviewed) <= procedures(shipped).keys()


def test_the_licence_of_xlwings_stays_with_it(shipped: str) -> None:
    assert "Copyright (C) 2014-present, Zoomer Analytics LLC." in shipped
    assert "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS" in shipped


@pytest.mark.parametrize("name", REVIEWED)
def test_a_procedure_that_xlwings_changed_is_named(source: str, name: str) -> None:
    head = re.compile(rf"^.*(?:Sub|Function) {name}\(.*$", re.MULTILINE)
    changed = head.sub(lambda match: f"{match[0].rstrip()}\r\n    DoSomethingNew\r", source)
    assert changed != source

    with pytest.raises(AddinBuildError, match=f"过程 {name} 与审查过的不同"):
        hardened_module(changed)


def test_a_procedure_that_xlwings_dropped_is_named(source: str) -> None:
    with pytest.raises(AddinBuildError, match="过程 XLPy 与审查过的不同"):
        hardened_module(source.replace("Function XLPy()", "Function XLPyNew()"))


def test_a_danger_in_the_declarations_is_found(source: str) -> None:
    new = 'Public Const HELPER As String = "python"\r\nPublic Const XLWINGS_VERSION'
    with pytest.raises(AddinBuildError, match='仍含有“"python"”'):
        hardened_module(source.replace("Public Const XLWINGS_VERSION", new))


def test_a_call_of_what_is_not_shipped_is_found(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = {name: each for name, each in REVIEWED.items() if name != "FileExistsOnWindows"}
    monkeypatch.setattr(xlwings_module, "REVIEWED", without)
    with pytest.raises(AddinBuildError, match="没有收入的过程 FileExistsOnWindows"):
        hardened_module(source)


def test_the_version_of_xlwings_is_not_part_of_a_review(source: str) -> None:
    assert hardened_module(source.replace("0.37.8", "0.37.9")).text.count("0.37.9") > 3


def test_indentation_is_not_part_of_a_review() -> None:
    assert digest("Sub A()\n    B\nEnd Sub") == digest("Sub A()\n  B  \nEnd Sub")
    assert digest("Sub A()\n    B\nEnd Sub") != digest("Sub A()\n    C\nEnd Sub")
