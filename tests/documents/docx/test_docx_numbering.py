"""The numbers that Word counts by itself."""

import pytest
from lxml import etree

from xladdin.documents.docx.numbering import Numbering

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def parsed(text: str) -> etree._Element:
    return etree.fromstring(text.replace("<w:", "<w:", 1).replace(">", f' xmlns:w="{W}">', 1))


def numbering(form: str, text: str, second: str = "") -> Numbering:
    lists = (
        '<w:numbering><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl><w:lvl w:ilvl="1">'
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="5"/>{second}</w:num></w:numbering>'
    )
    styles = (
        '<w:styles><w:style w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:styleId="Own"><w:basedOn w:val="Item"/></w:style></w:styles>'
    )
    return Numbering(parsed(lists), parsed(styles))


def item(number: int = 1, level: int = 0) -> etree._Element:
    return parsed(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        "</w:pPr></w:p>"
    )


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("chineseCounting", "（%1）", ["（一）", "（二）", "（三）"]),
        ("japaneseCounting", "%1、", ["一、", "二、", "三、"]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("bullet", "\uf0b7", ["", "", ""]),
        ("none", "", ["", "", ""]),
        ("somethingNew", "%1", ["1", "2", "3"]),
    ],
)
def test_forms_of_numbers(form: str, text: str, shown: list[str]) -> None:
    counted = numbering(form, text)
    assert [counted.prefix(item()) for _ in range(3)] == shown


def test_levels_begin_anew_under_each_item() -> None:
    counted = numbering("decimal", "%1.")
    shown = [counted.prefix(item(1, level)) for level in (0, 1, 1, 0, 1)]
    assert shown == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_another_list_of_the_same_kind_goes_on_unless_told_otherwise() -> None:
    counted = numbering("decimal", "%1.")
    assert [counted.prefix(item(number)) for number in (1, 2)] == ["1.", "2."]
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    counted = numbering("decimal", "%1.", anew)
    assert [counted.prefix(item(number)) for number in (1, 1, 2, 2)] == ["1.", "2.", "1.", "2."]


def test_numbers_by_style() -> None:
    counted = numbering("decimal", "%1.")
    by_style = parsed('<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr></w:p>')
    assert [counted.prefix(by_style) for _ in range(2)] == ["1.", "2."]
    off = '<w:p><w:pPr><w:pStyle w:val="Own"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:p>'
    assert counted.prefix(parsed(off)) == ""


def test_a_paragraph_without_a_list() -> None:
    assert numbering("decimal", "%1.").prefix(parsed("<w:p><w:r/></w:p>")) == ""
    assert Numbering(None, None).prefix(item()) == ""
