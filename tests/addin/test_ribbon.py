"""The ribbon: what Office accepts, what a person reads, and the code behind each button."""

import inspect
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
import xmlschema

from xladdin import ribbon as ribbon_entries
from xladdin.addin.build import RIBBON
from xladdin.addin.vba import procedures

SCHEMA = Path(__file__).with_name("ribbon.xsd")
NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
GROUPS = {
    "填报": ["新建工作簿", "新增项目", "删除项目", "整理"],
    "校验": [
        "校验",
        "校验整个工作簿",
        "只校验本表",
        "上一个问题",
        "下一个问题",
        "清除标记",
        "问题列表",
        "自动修正",
        "撤销修正",
        "现场校验",
        "报送",
    ],
    "汇总": ["汇总", "打开来源", "公开文本", "退回"],
    "帮助": ["设置", "校验设置", "诊断", "关于"],
}
WORK_WITHOUT_A_WORKBOOK = {
    "新建工作簿",
    "汇总",
    "公开文本",
    "退回",
    "设置",
    "校验设置",
    "诊断",
    "关于",
}
SIGNATURES = {
    "onLoad": r"\(ribbon As IRibbonUI\)",
    "getEnabled": r"\(control As IRibbonControl, ByRef enabled\)",
    "getPressed": r"\(control As IRibbonControl, ByRef pressed\)",
    "button": r"\(control As IRibbonControl\)",
    "toggleButton": r"\(control As IRibbonControl, pressed As Boolean\)",
}


@pytest.fixture(scope="module")
def ribbon() -> ET.Element:
    return ET.fromstring(RIBBON.read_text(encoding="utf-8"))  # noqa: S314 -- our own file


def local_name(element: ET.Element) -> str:
    return element.tag.removeprefix(NAMESPACE)


def buttons(root: ET.Element) -> list[ET.Element]:
    return [each for each in root.iter() if local_name(each) in {"button", "toggleButton"}]


def test_office_accepts_the_ribbon() -> None:
    xmlschema.XMLSchema(SCHEMA).validate(RIBBON)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('keytip="N"', 'keytip="NEWS"'),
        (' onAction="XladdinRibbon.OnTidy"', ""),
        ('id="xladdinTidy"', 'id="xladdinAbout"'),
        ('size="large" keytip="N"', 'size="huge" keytip="N"'),
        ("<menu ", '<menu label="菜单" '),
    ],
)
def test_the_schema_finds_what_office_refuses(old: str, new: str) -> None:
    wrong = RIBBON.read_text(encoding="utf-8").replace(old, new, 1)
    assert wrong != RIBBON.read_text(encoding="utf-8")

    with pytest.raises(xmlschema.XMLSchemaValidationError):
        xmlschema.XMLSchema(SCHEMA).validate(wrong)


def test_one_tab_has_the_four_groups_and_their_buttons(ribbon: ET.Element) -> None:
    (tab,) = ribbon.iter(f"{NAMESPACE}tab")

    assert tab.get("label") == "绩效目标"
    assert {
        group.get("label"): [button.get("label") for button in buttons(group)] for group in tab
    } == GROUPS


def test_no_two_controls_share_a_label_or_a_keytip(ribbon: ET.Element) -> None:
    for attribute in ("label", "keytip"):
        controls = [each for each in ribbon.iter() if local_name(each) not in {"tab", "group"}]
        counts = Counter(each.get(attribute) for each in controls if each.get(attribute))

        assert [value for value, count in counts.items() if count > 1] == []


def test_a_screentip_has_the_label_and_an_english_word(ribbon: ET.Element) -> None:
    for button in buttons(ribbon):
        label, screentip = button.get("label", ""), button.get("screentip", "")

        assert re.fullmatch(re.escape(label) + r" [A-Z][a-z]+( [a-z]+)?", screentip), screentip


def test_a_supertip_is_a_sentence(ribbon: ET.Element) -> None:
    for button in buttons(ribbon):
        assert re.fullmatch(r"[^。]{8,80}。", button.get("supertip", "")), button.get("label")


def test_a_button_that_needs_a_workbook_asks_whether_this_one_fits(ribbon: ET.Element) -> None:
    asking = {button.get("label") for button in buttons(ribbon) if button.get("getEnabled")}
    all_labels = {button.get("label") for button in buttons(ribbon)}

    assert asking == all_labels - WORK_WITHOUT_A_WORKBOOK


def test_every_callback_is_a_procedure_of_the_right_signature(
    ribbon: ET.Element, module_texts: dict[str, str]
) -> None:
    for element in ribbon.iter():
        for attribute, value in element.attrib.items():
            kind = local_name(element) if attribute == "onAction" else attribute
            if attribute == "onAction" or kind in SIGNATURES:
                module, _, name = value.partition(".")
                head = rf"^Public Sub {name}{SIGNATURES[kind]}\r$"

                assert re.search(head, module_texts[module], re.MULTILINE), value


def test_every_procedure_for_the_ribbon_is_used_by_it(
    ribbon: ET.Element, module_texts: dict[str, str]
) -> None:
    own = procedures(module_texts["XladdinRibbon"].replace("\r\n", "\n")).keys()
    named = {
        value.removeprefix("XladdinRibbon.")
        for element in ribbon.iter()
        for value in element.attrib.values()
    }

    assert own - named == {"RefreshRibbon"}  # which ThisWorkbook and XladdinRun call


def called_entries(module_texts: dict[str, str]) -> set[str]:
    return {
        entry
        for text in module_texts.values()
        for entry in re.findall(r'^ +RunEntry "(\w+)"\r$', text, re.MULTILINE)
    }


def test_every_button_runs_python(ribbon: ET.Element, module_texts: dict[str, str]) -> None:
    bodies = procedures(module_texts["XladdinRibbon"].replace("\r\n", "\n"))

    for button in buttons(ribbon):
        assert "RunEntry" in bodies[button.get("onAction", "").removeprefix("XladdinRibbon.")]


def test_python_has_an_entry_for_each_call_and_no_other(module_texts: dict[str, str]) -> None:
    assert set(ribbon_entries.__all__) == called_entries(module_texts)
    for name in ribbon_entries.__all__:
        entry = getattr(ribbon_entries, name)
        assert not inspect.signature(entry, follow_wrapped=False).parameters
