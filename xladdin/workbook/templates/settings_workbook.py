"""The settings workbook: built from the rules, numbers and words that there are."""

from pathlib import Path

from xladdin.domain.finding import Severity
from xladdin.domain.taxonomy import Taxonomy
from xladdin.form import settings_form as form
from xladdin.rules.settings_content import OwnCheckLine, SettingsContent
from xladdin.workbook.saving import replace_whole
from xladdin.workbook.templates.form_sheet import HEADING_FONT, FormBook
from xladdin.workbook.templates.page import protect, set_up_page
from xladdin.workbook.templates.settings_letters import add_letters
from xladdin.workbook.templates.settings_rules import add_rules
from xladdin.workbook.templates.settings_sheet import SettingsSheet
from xladdin.workbook.templates.settings_tables import (
    add_built_in_words,
    add_own_checks,
    add_units,
    add_words,
)
from xladdin.workbook.text_height import row_height

NEW_SETTINGS = SettingsContent(
    own_lines=(
        OwnCheckLine(
            "预算数 >= 5 → 必须有 满意度指标", is_on=False, message="5万元以上的项目须设满意度指标"
        ),
        OwnCheckLine("项目名称 包含 “购置” → 必须有 成本指标", is_on=False, severity=Severity.INFO),
    )
)
"""What a new settings workbook starts with: nothing decided, and examples that are off."""

_NOTES_WIDTH = 96
_WHERE = (
    f"文件名为 {form.SETTINGS_WORKBOOK}，放在收件箱（或工作簿所在的文件夹）里，或它的上一级文件夹；"
    "都没有时，用本人设置文件夹中的一份（Excel 中点“校验设置”打开）。"
    "命令行也可用 --settings 指定。"
)
_NOTES = (
    ("做什么用", "部门财务用本工作簿规定校验的尺度；不改程序，改好保存，下次校验、汇总时生效。"),
    (form.RULES.sheet, "每条规则是否启用、算错误还是警告或提示，以及规则比较时用的数（参数）。"),
    (form.OWN_CHECKS.sheet, "本部门自己的校验，一行一条，可以规定级别和提示语。"),
    (
        form.UNITS.sheet,
        "应报送的单位、控制数和批复数，用来核对单位编码、名称和金额，指出未报送的单位。",
    ),
    (
        form.WORDS.sheet,
        "规则认得的词：分级用语、计量单位、同义词、别称等，在内置词表上增加或删除。",
    ),
    (form.GENERAL.sheet, "工作簿没有写明预算年度、指标体系时采用的；项目编码开头的行政区划代码。"),
    (form.LETTERS.sheet, "报送、退回和催报的邮件发给谁、怎么写；报送的截止日期。"),
    (form.BUILT_IN_SHEET, "程序自带的词，只供查阅。"),
    ("放在哪里", _WHERE),
    ("填错了", "会逐处指出工作表和单元格，不按它校验；也可以先用 xladdin settings check 检查。"),
    (
        "给程序用",
        f"xladdin settings export 可转成 {form.SETTINGS_TOML}，内容完全相同，放法也相同。",
    ),
)


def build_settings_workbook(path: Path, content: SettingsContent = NEW_SETTINGS) -> None:
    """Write a settings workbook that says the content. Raises OutputError."""
    with replace_whole(path) as temporary, FormBook(temporary, form.SETTINGS_TITLE) as book:
        _add_notes(book)
        add_rules(book, content)
        add_own_checks(book, content)
        add_units(book, content)
        add_words(book, content)
        _add_general(book, content)
        add_letters(book, content)
        add_built_in_words(book)


def _add_notes(book: FormBook) -> None:
    sheet = book.add_sheet(form.NOTES_SHEET)
    sheet.set_column("A:A", 14)
    sheet.set_column("B:B", _NOTES_WIDTH)
    title = book.style(font_name=HEADING_FONT, font_size=18, align="center")
    sheet.put("A1:B1", form.SETTINGS_TITLE, title)
    sheet.set_row(0, 40)
    label = book.style(font_size=11, bold=True, align="center", border=1)
    text = book.style(font_size=11, align="left", border=1, text_wrap=True)
    for row, (name, what) in enumerate(_NOTES, 3):
        sheet.put(f"A{row}", name, label)
        sheet.put(f"B{row}", what, text)
        sheet.set_row(row - 1, row_height([(what, _NOTES_WIDTH)], 11, lowest=24))
    set_up_page(sheet, is_landscape=True)
    protect(sheet)


def _add_general(book: FormBook, content: SettingsContent) -> None:
    table = form.GENERAL
    page = SettingsSheet(book, table.sheet, table.title, table.columns)
    page.note("留空为不规定。")
    labels = [taxonomy.label for taxonomy in Taxonomy]
    lines = (
        (
            form.BUDGET_YEAR,
            str(content.budget_year or ""),
            "4 位数字。封面没有写预算年度的工作簿按这一年校验。",
        ),
        (
            form.DIVISION_CODE,
            content.division_code,
            "6 位数字。项目编码的前 6 位应与它相同；留空则不核对。",
        ),
        (
            form.TAXONOMY,
            content.taxonomy.label if content.taxonomy else "",
            f"{'、'.join(labels)}。工作簿没有写明指标体系时采用；留空则按各工作簿的指标判断。",
        ),
    )
    for row, (item, value, about) in enumerate(lines, form.FIRST_ROW):
        page.sheet.put(f"{form.GENERAL_ITEM.letter}{row}", item, page.shown(bold=True))
        value_style = page.input(num_format="@")
        page.sheet.put(f"{form.GENERAL_VALUE.letter}{row}", value, value_style)
        page.sheet.put(f"{form.GENERAL_ABOUT.letter}{row}", about, page.shown())
        page.sheet.set_row(row - 1, row_height([(about, form.GENERAL_ABOUT.width)], lowest=24))
    year, code, taxonomy = (
        f"{form.GENERAL_VALUE.letter}{form.FIRST_ROW + place}" for place in range(3)
    )
    for cell, item, length in ((year, form.BUDGET_YEAR, 4), (code, form.DIVISION_CODE, 6)):
        rule: dict[str, object] = {"validate": "length", "criteria": "==", "value": length}
        page.require(cell, item, rule, f"{item}应为{length}位数字。")
    page.offer(taxonomy, labels, form.TAXONOMY)
    page.finish(table.last_row)
