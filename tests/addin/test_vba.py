"""VBA as text: what may stand in a module, and how Chinese gets in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyopenvba.interpreter import Interpreter

from xladdin.addin.vba import (
    TEXT_DECODER,
    AddinBuildError,
    ModuleKind,
    declarations,
    procedures,
    text_assignment,
    vba_module,
    without_comments,
)

SOURCE = """\
Attribute VB_Name = "Sums"
Option Explicit
' a Sub that isn't one
Public Total As Long

Private Sub Add(ByVal amount As Long)
    Total = Total + amount ' isn't it
End Sub

Function Doubled(n)
    Doubled = "'" & n
End Function
"""


def test_lines_end_as_vba_wants_them() -> None:
    assert vba_module("M", 'Attribute VB_Name = "M"\nOption Explicit\r\n').text == (
        'Attribute VB_Name = "M"\r\nOption Explicit\r\n'
    )


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('Attribute VB_Name = "M"\n\' 注释\n', "非 ASCII 字符“注”"),
        ('Attribute VB_Name = "Other"\n', "第一行不是自己的名称"),
        ("Option Explicit\n", "第一行不是自己的名称"),
        ('Attribute VB_Name = "M"\n' + "x" * 1024 + "\n", "有一行过长"),
    ],
)
def test_what_vba_would_not_take_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(AddinBuildError, match=complaint):
        vba_module("M", source)


def test_a_module_of_the_workbook_has_its_name_from_excel() -> None:
    assert vba_module("ThisWorkbook", "Option Explicit\n", ModuleKind.DOCUMENT).text == (
        "Option Explicit\r\n"
    )


def test_a_module_is_declarations_and_procedures() -> None:
    assert list(procedures(SOURCE)) == ["Add", "Doubled"]
    assert procedures(SOURCE)["Doubled"].startswith("Function Doubled(n)\n")
    assert procedures(SOURCE)["Add"].endswith("\nEnd Sub")
    assert declarations(SOURCE).endswith("Public Total As Long\n\n")


def test_comments_go_and_texts_stay() -> None:
    code = without_comments(SOURCE)

    assert "isn't" not in code
    assert 'Doubled = "\'" & n' in code


def decoded(text: str) -> str:
    vba = Interpreter()
    body = text_assignment("Said", text)
    vba.add_module(f"Function Said() As String\n{body}End Function\n{TEXT_DECODER}", name="M")
    units = str(vba.run("Said"))  # a text of VBA is UTF-16
    return units.encode("utf-16", "surrogatepass").decode("utf-16")


@pytest.mark.parametrize("text", ["", "校验", '引号"和&', "换\n行", "一" * 255, "𠮷"])
def test_a_text_comes_out_of_vba_as_it_went_in(text: str) -> None:
    assert text_assignment("t", text).isascii()
    assert decoded(text) == text


@given(st.text(max_size=450))
def test_any_text_fits_the_lines_of_vba(text: str) -> None:
    assert all(len(line) < 1000 for line in text_assignment("target", text).splitlines())
    assert decoded(text) == text
