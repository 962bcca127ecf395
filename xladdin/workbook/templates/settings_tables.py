"""本部门校验, 单位名录 and 词表 of the settings workbook: tables that the office fills in."""

from collections.abc import Iterator, Sequence

from xladdin.domain.finding import Severity
from xladdin.form import settings_form as form
from xladdin.form.layout import Column
from xladdin.rules.settings_content import SettingsContent, built_in_words
from xladdin.rules.words import WordList, WordTable, word_lists
from xladdin.workbook.templates.form_sheet import CellContent, FormBook, Formula
from xladdin.workbook.templates.settings_sheet import SettingsSheet
from xladdin.workbook.text_height import row_height

_CHOICES = "可选词表"
"""Defined name of the cells with the lists that there are."""

_CHECKS_NOTE = (
    "每行一条校验：条件 → 要求，如“预算数 >= 5 → 必须有 满意度指标”。级别留空为警告；"
    "提示语写给填报人看，留空时显示校验本身。暂时不用的，启用填“否”，不要删除行，以免后面的编号改变。"
)
_UNITS_NOTE = (
    "应报送的单位，每个单位一行；金额、邮箱不清楚的留空，邮箱用于退回和催报。"
    "收件箱中另有 单位名录.xlsx 或 单位名录.csv，或用 --roster 指定了名录时，以那份为准。"
)
_WORDS_NOTE = (
    "每行一个词，选好词表和做法：增加，或从内置词表中删除。“对应”只用于成对的词表。"
    "内置的词见“内置词表”，以后版本新增的词照常生效。"
)
_BUILT_IN_NOTE = "成对的词表，括号前是所对应的，括号里是各个词。词多的词表分几行列出。"
_CHARACTERS_A_CELL = 600


def add_own_checks(book: FormBook, content: SettingsContent) -> None:
    """Add 本部门校验; a line's number is that of the findings it makes."""
    table = form.OWN_CHECKS
    page = SettingsSheet(book, table.sheet, table.title, table.columns)
    inputs = table.columns[1:]
    page.inputs_below(inputs, table.last_row, {form.CHECK_LINE, form.CHECK_MESSAGE})
    page.note(_CHECKS_NOTE)
    lines: list[Sequence[CellContent]] = [
        (
            form.YES if own.is_on else form.NO,
            own.severity.label if own.severity else None,
            own.line,
            own.message,
        )
        for own in content.own_lines
    ]
    _add_lines(page, inputs, lines)
    _number_checks(page, table.last_row, len(lines))
    page.offer(page.area(form.CHECK_IS_ON, table.last_row), (form.YES, form.NO), form.IS_ON.label)
    labels = [severity.label for severity in Severity]
    page.offer(page.area(form.CHECK_SEVERITY, table.last_row), labels, form.SEVERITY.label)
    page.finish(table.last_row)


def _number_checks(page: SettingsSheet, last_row: int, count: int) -> None:
    letter, first = form.CHECK_LINE.letter, form.FIRST_ROW
    style = page.shown(align="center", font_color="#808080")
    for row in range(first, last_row + 1):
        so_far = f'TEXT(COUNTA({letter}${first}:{letter}{row}),"00")'
        number = f"X{row - first + 1:02d}" if row < first + count else ""
        formula = Formula(f'=IF({letter}{row}="","","X"&{so_far})', number)
        page.sheet.put(f"{form.CHECK_NUMBER.letter}{row}", formula, style)


def add_units(book: FormBook, content: SettingsContent) -> None:
    """Add 单位名录."""
    table = form.UNITS
    page = SettingsSheet(book, table.sheet, table.title, table.columns)
    page.inputs_below(table.columns, table.last_row, {form.UNIT_NAME})
    amount = book.style(num_format="#,##0.00####", align="right", locked=False)
    for column in (form.CEILING, form.APPROVED):
        page.sheet.set_column(f"{column.letter}:{column.letter}", column.width, amount)
        rule: dict[str, object] = {"validate": "decimal", "criteria": ">=", "value": 0}
        area = page.area(column, table.last_row)
        page.require(area, column.label, rule, f"{column.label}应为不小于 0 的数字，单位万元。")
    code = form.UNIT_CODE
    rule = {"validate": "length", "criteria": "==", "value": 6}
    page.require(page.area(code, table.last_row), code.label, rule, "单位编码应为6位数字。")
    page.note(_UNITS_NOTE)
    for row, unit in enumerate(content.units, form.FIRST_ROW):
        text = book.style(num_format="@", align="center", locked=False)
        page.sheet.put(f"{code.letter}{row}", unit.unit_code, text)
        name = book.style(num_format="@", align="left", text_wrap=True, locked=False)
        page.sheet.put(f"{form.UNIT_NAME.letter}{row}", unit.unit_name, name)
        page.sheet.put(f"{form.UNIT_ADDRESS.letter}{row}", unit.address, text)
        for column, number in (
            (form.CEILING, unit.ceiling_amount),
            (form.APPROVED, unit.approved_amount),
        ):
            page.sheet.put(f"{column.letter}{row}", number, amount)
    page.finish(form.FIRST_ROW + len(content.units), "insert_rows", "delete_rows", "sort")


def add_words(book: FormBook, content: SettingsContent) -> None:
    """Add 词表: the changes at the left, the lists that there are at the right."""
    table = form.WORDS
    lists = word_lists()
    page = SettingsSheet(book, table.sheet, table.title, (*table.columns, *form.WORD_CHOICES))
    page.inputs_below(table.columns, table.last_row, set())
    page.note(_WORDS_NOTE)
    lines: list[Sequence[CellContent]] = [
        (
            lists[change.words].label,
            change.word,
            change.meaning,
            form.ADD if change.is_added else form.REMOVE,
        )
        for change in content.ordered_word_changes
    ]
    _add_lines(page, table.columns, lines)
    for row, about in enumerate(lists.values(), form.FIRST_ROW):
        texts = (about.label, "、".join(about.rules), about.meaning)
        for column, text in zip(form.WORD_CHOICES, texts, strict=True):
            page.sheet.put(f"{column.letter}{row}", text, page.shown())
        widths = [(t, c.width) for t, c in zip(texts, form.WORD_CHOICES, strict=True)]
        page.sheet.set_row(row - 1, row_height(widths, lowest=18))
    book.name(
        _CHOICES,
        page.area(form.CHOICE, form.FIRST_ROW + len(lists) - 1),
        sheet=table.sheet,
    )
    source: dict[str, object] = {"validate": "list", "source": f"={_CHOICES}"}
    area = page.area(form.WORD_LIST, table.last_row)
    page.require(
        area, form.WORD_LIST.label, source, f"请从下拉列表中选择，见“{form.CHOICE.label}”。"
    )
    page.offer(page.area(form.ACTION, table.last_row), (form.ADD, form.REMOVE), form.ACTION.label)
    page.finish(form.FIRST_ROW + max(len(lines), len(lists)))


def add_built_in_words(book: FormBook) -> None:
    """Add the sheet with every word that holds without settings, many to a cell.

    Every cell costs time when the settings are read, and there are thousands of words.
    """
    columns = form.BUILT_IN_COLUMNS
    page = SettingsSheet(book, form.BUILT_IN_SHEET, form.BUILT_IN_TITLE, columns)
    page.note(_BUILT_IN_NOTE)
    row = form.FIRST_ROW
    for name, about in word_lists().items():
        explained = (about.label, "、".join(about.rules), about.meaning)
        for words in _in_cells(_phrases(built_in_words(name))):
            texts = (*explained, words)
            for column, text in zip(columns, texts, strict=True):
                page.sheet.put(f"{column.letter}{row}", text, page.shown(num_format="@"))
            widths = [(text, column.width) for column, text in zip(columns, texts, strict=True)]
            page.sheet.set_row(row - 1, row_height(widths, lowest=18))
            row += 1
    page.finish(row - 1, is_filtered=True)


def _phrases(words: WordList | WordTable) -> list[str]:
    """The words; those of a table by what they stand for."""
    if isinstance(words, WordList):
        return list(words)
    by_meaning: dict[str, list[str]] = {}
    for word, meaning in words:
        by_meaning.setdefault(meaning, []).append(word)
    return [f"{meaning}（{'，'.join(of_it)}）" for meaning, of_it in by_meaning.items()]


def _in_cells(phrases: Sequence[str]) -> Iterator[str]:
    """The phrases in texts that a row of the greatest height still shows whole."""
    text = ""
    for phrase in phrases:
        if text and len(text) + len(phrase) > _CHARACTERS_A_CELL:
            yield text
            text = ""
        text += f"、{phrase}" if text else phrase
    yield text


def _add_lines(
    page: SettingsSheet,
    columns: Sequence[Column],
    lines: Sequence[Sequence[CellContent]],
) -> None:
    """Fill in lines, each cell in the style of its column."""
    for row, line in enumerate(lines, form.FIRST_ROW):
        for column, content in zip(columns, line, strict=True):
            align = "left" if column in {form.CHECK_LINE, form.CHECK_MESSAGE} else "center"
            style = page.book.style(num_format="@", align=align, text_wrap=True, locked=False)
            page.sheet.put(f"{column.letter}{row}", content, style)
        texts = [(str(text or ""), c.width) for text, c in zip(line, columns, strict=True)]
        page.sheet.set_row(row - 1, row_height(texts, lowest=18))
