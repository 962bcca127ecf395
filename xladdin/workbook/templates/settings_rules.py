"""规则 of the settings workbook: a line a rule in the catalogue's order, and its numbers."""

from collections.abc import Sequence
from decimal import Decimal

from xladdin.domain.finding import Severity
from xladdin.form import settings_form as form
from xladdin.form.layout import Column
from xladdin.rules.engine import AnyRule, all_rules
from xladdin.rules.settings import AS_WRITTEN
from xladdin.rules.settings_content import SettingsContent, built_in_number
from xladdin.rules.thresholds import AboutThreshold, thresholds
from xladdin.workbook.templates.form_sheet import CellContent, FormBook
from xladdin.workbook.templates.settings_sheet import SettingsSheet
from xladdin.workbook.text_height import row_height

_NOTE = (
    "启用填“否”的规则不再检查；级别留空为默认级别，填写后该规则的问题都不高于所填级别。"
    "值留空为默认值。浅黄色单元格可以填写，改动过的行以加粗标出。"
)
_LEFT = {form.RULE_TITLE, form.WHAT, form.THRESHOLD_LABEL, form.THRESHOLD}
_INPUTS = {form.IS_ON, form.SEVERITY, form.VALUE}
_OF_RULE = (form.RULE, form.RULE_TITLE, form.DEFAULT_SEVERITY, form.IS_ON, form.SEVERITY, form.WHAT)
_GREY = "#808080"


def add_rules(book: FormBook, content: SettingsContent) -> None:
    """Add the sheet with what the content decides about rules and numbers filled in."""
    page = SettingsSheet(book, form.RULES.sheet, form.RULES.title, form.RULES.columns)
    page.note(_NOTE)
    row = form.FIRST_ROW
    for rule in all_rules():
        names = [name for name, about in thresholds().items() if about.rule == rule.id]
        _add_rule(page, content, rule, row, names)
        row += max(1, len(names))
    last_row = row - 1
    page.offer(page.area(form.IS_ON, last_row), (form.YES, form.NO), form.IS_ON.label)
    labels = [severity.label for severity in Severity]
    page.offer(page.area(form.SEVERITY, last_row), labels, form.SEVERITY.label)
    _mark_changes(page, last_row)
    page.sheet.print_area(f"A1:{form.VALUE_RANGE.letter}{last_row}")
    page.finish(last_row, is_filtered=True)


def _add_rule(
    page: SettingsSheet, content: SettingsContent, rule: AnyRule, row: int, names: Sequence[str]
) -> None:
    """The rule's line; each further number of it has a line of its own below."""
    choice = content.rules.get(rule.id, AS_WRITTEN)
    what = rule.documentation.what
    said: dict[Column, CellContent] = {
        form.RULE: rule.id,
        form.RULE_TITLE: rule.title,
        form.DEFAULT_SEVERITY: rule.severity.label,
        form.IS_ON: form.YES if choice.is_on else form.NO,
        form.SEVERITY: choice.severity.label if choice.severity else None,
        form.WHAT: what,
    }
    about = thresholds()
    for place, name in enumerate(names or [""], row):
        of_rule = said if place == row else {form.RULE: rule.id}
        number = _of_number(name, about[name], content) if name else {}
        _add_line(page, place, {**of_rule, **number}, is_first=place == row)
        if name:
            _require_number(page, f"{form.VALUE.letter}{place}", about[name])
    texts = [(what, form.WHAT.width), (rule.title, form.RULE_TITLE.width)]
    labels = [(about[name].label, form.THRESHOLD_LABEL.width) for name in names]
    page.sheet.set_row(row - 1, row_height([*texts, *labels[:1]], lowest=18))
    for place, label in enumerate(labels[1:], row):
        page.sheet.set_row(place, row_height([label], lowest=18))


def _of_number(
    name: str, about: AboutThreshold, content: SettingsContent
) -> dict[Column, CellContent]:
    return {
        form.THRESHOLD_LABEL: about.label,
        form.VALUE: content.thresholds.get(name),
        form.DEFAULT_VALUE: built_in_number(name),
        form.VALUE_UNIT: about.unit,
        form.VALUE_RANGE: f"{about.lowest:f}～{about.highest:f}",
        form.THRESHOLD: name,
    }


def _add_line(
    page: SettingsSheet, row: int, said: dict[Column, CellContent], *, is_first: bool
) -> None:
    for column in form.RULES.columns:
        is_input = column in _INPUTS and (column in said or (is_first and column in _OF_RULE))
        align = "left" if column in _LEFT else "center"
        is_number = column in {form.VALUE, form.DEFAULT_VALUE}
        look: dict[str, object] = {"num_format": "General" if is_number else "@", "align": align}
        if column is form.THRESHOLD or (column is form.RULE and not is_first):
            look["font_color"] = _GREY
        style = page.input(**look) if is_input else page.shown(**look)
        page.sheet.put(f"{column.letter}{row}", said.get(column), style)


def _require_number(page: SettingsSheet, cell: str, about: AboutThreshold) -> None:
    kind = "整数" if about.is_whole else "数"
    rule: dict[str, object] = {
        "validate": "integer" if about.is_whole else "decimal",
        "criteria": "between",
        "minimum": _plain(about.lowest),
        "maximum": _plain(about.highest),
    }
    message = f"{about.label}应为 {about.lowest:f} 至 {about.highest:f} 之间的{kind}。"
    page.require(cell, about.label, rule, message)


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _mark_changes(page: SettingsSheet, last_row: int) -> None:
    """A rule that is off turns grey; what differs from the built-in stands in bold."""
    first = form.FIRST_ROW
    area = f"{page.first}{first}:{page.last}{last_row}"
    is_off = f'=${form.IS_ON.letter}{first}="{form.NO}"'
    is_changed = f'=${form.SEVERITY.letter}{first}&${form.VALUE.letter}{first}<>""'
    for condition, look in (
        (is_off, page.book.difference(font_color=_GREY, bg_color="#EDEDED")),
        (is_changed, page.book.difference(bold=True)),
    ):
        rule = {"type": "formula", "criteria": condition, "format": look}
        page.sheet.conditional_format(area, rule)
