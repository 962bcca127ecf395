"""What a settings file says -> its content; everything that can't be used, at its place."""

from collections.abc import Callable
from typing import TypeVar

from xladdin.consolidation import roster
from xladdin.consolidation.roster import RosterTextError
from xladdin.domain.department import RosterUnit
from xladdin.domain.taxonomy import Taxonomy
from xladdin.domain.text import quoted, squeeze
from xladdin.form import settings_form as form
from xladdin.new_workbook import BUDGET_YEARS, is_budget_year
from xladdin.rules.own_checks import OwnCheckError
from xladdin.rules.settings_content import OwnCheckLine, SettingsContent
from xladdin.settings.judging_letters import letter_settings
from xladdin.settings.judging_rules import rule_choices, severity, threshold_numbers, yes_or_no
from xladdin.settings.judging_words import word_changes
from xladdin.settings.said import Line, Remarks, Said, SaidSettings, values_by_item

T = TypeVar("T")


def content_of(said: SaidSettings) -> SettingsContent:
    """The content of what a file says; ``said.remarks`` gets what is wrong with it."""
    remarks, lines = said.remarks, said.lines
    rules = lines.get(form.RULES.sheet, [])
    general = values_by_item(
        lines.get(form.GENERAL.sheet, []),
        (form.BUDGET_YEAR, form.DIVISION_CODE, form.TAXONOMY),
        remarks,
    )
    return SettingsContent(
        rules=rule_choices(rules, remarks),
        thresholds=threshold_numbers(rules, remarks),
        own_lines=tuple(_own_lines(lines.get(form.OWN_CHECKS.sheet, []), remarks)),
        units=tuple(_units(lines.get(form.UNITS.sheet, []), remarks)),
        word_changes=word_changes(lines.get(form.WORDS.sheet, []), remarks),
        budget_year=_year(general.get(form.BUDGET_YEAR), remarks),
        division_code=_division_code(general.get(form.DIVISION_CODE), remarks),
        taxonomy=_taxonomy(general.get(form.TAXONOMY), remarks),
        letters=letter_settings(lines.get(form.LETTERS.sheet, []), remarks),
    )


def _own_lines(lines: list[Line], remarks: Remarks) -> list[OwnCheckLine]:
    found: list[OwnCheckLine] = []
    for line in lines:
        check, message = line.at(form.CHECK_LINE), line.at(form.CHECK_MESSAGE)
        grade = severity(line.at(form.CHECK_SEVERITY), remarks)
        is_on = yes_or_no(line.at(form.CHECK_IS_ON), remarks)
        if not check.text:
            if message.text or grade:
                remarks.wrong(check, "没有写校验")
            continue
        own = OwnCheckLine(check.text, is_on, grade, message.text)
        found.append(own)
        try:
            own.parse(len(found))
        except OwnCheckError as error:
            if is_on:
                remarks.wrong(check, error.reason)
            else:
                remarks.idle(check, f"这一行没有启用，启用前须改正：{error.reason}")
    return found


def _units(lines: list[Line], remarks: Remarks) -> list[RosterUnit]:
    found: list[RosterUnit] = []
    first_places: dict[str, str] = {}
    for line in lines:
        code, name = line.at(form.UNIT_CODE), line.at(form.UNIT_NAME)
        unit_code = _told(code, roster.unit_code, remarks)
        unit_name = _told(name, roster.unit_name, remarks)
        ceiling = _told(line.at(form.CEILING), roster.unit_amount, remarks)
        approved = _told(line.at(form.APPROVED), roster.unit_amount, remarks)
        address = _told(line.at(form.UNIT_ADDRESS), roster.unit_address, remarks)
        if unit_code and first_places.setdefault(unit_code, code.place) != code.place:
            first = first_places[unit_code]
            remarks.wrong(code, f"{unit_code} 与 {first} 重复，每个单位只写一行")
        elif unit_code and unit_name:
            found.append(RosterUnit(unit_code, unit_name, ceiling, approved, address or ""))
    return found


def _told(said: Said, convert: Callable[[str], T], remarks: Remarks) -> T | None:
    """A text as the list of units takes it; None where it can't, and that is remarked on."""
    try:
        return convert(said.text)
    except RosterTextError as error:
        remarks.wrong(said, f"{error.what}，{error.next_step}")
        return None


def _year(said: Said | None, remarks: Remarks) -> int | None:
    text = squeeze(said.text) if said else ""
    if said is None or not text:
        return None
    if not is_budget_year(text):
        years = f"{BUDGET_YEARS[0]} 至 {BUDGET_YEARS[-1]}"
        remarks.wrong(said, f"年度{quoted(said.text)}不对，应为 {years} 之间的 4 位数字")
        return None
    return int(text)


def _division_code(said: Said | None, remarks: Remarks) -> str:
    text = squeeze(said.text) if said else ""
    if said is not None and text and not (len(text) == 6 and text.isascii() and text.isdecimal()):
        remarks.wrong(said, f"行政区划代码{quoted(said.text)}不对，应为 6 位数字，如 130306")
    return text


def _taxonomy(said: Said | None, remarks: Remarks) -> Taxonomy | None:
    text = squeeze(said.text) if said else ""
    if said is None or not text:
        return None
    for taxonomy in Taxonomy:
        if text in {taxonomy.value, taxonomy.label}:
            return taxonomy
    labels = "、".join(taxonomy.label for taxonomy in Taxonomy)
    remarks.wrong(said, f"指标体系{quoted(said.text)}不对，应为 {labels}")
    return None
