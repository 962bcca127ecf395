"""规则: which rules are on, how grave they are, and the numbers they compare with."""

import re
from decimal import Decimal

from xladdin.domain.finding import Severity
from xladdin.domain.text import quoted, squeeze
from xladdin.form import settings_form as form
from xladdin.rules.engine import all_rules
from xladdin.rules.settings import AS_WRITTEN, RuleChoice
from xladdin.rules.thresholds import AboutThreshold, thresholds
from xladdin.settings.said import Line, Remarks, Said

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_FLAGS = {"": True, form.YES: True, "true": True, form.NO: False, "false": False}
_SEVERITIES = {word: each for each in Severity for word in (each.label, each.value)}


def yes_or_no(said: Said, remarks: Remarks) -> bool:
    """Whether something is on; it is where nothing is said."""
    is_on = _FLAGS.get(squeeze(said.text).casefold())
    if is_on is None:
        remarks.wrong(said, f"启用{quoted(said.text)}不对，应为 {form.YES}、{form.NO}")
    return is_on is not False


def severity(said: Said, remarks: Remarks) -> Severity | None:
    """The severity that is chosen; None where nothing is said."""
    found = _SEVERITIES.get(squeeze(said.text).casefold())
    if found is None and said.text:
        labels = "、".join(each.label for each in Severity)
        remarks.wrong(said, f"级别{quoted(said.text)}不对，应为 {labels}")
    return found


def rule_choices(lines: list[Line], remarks: Remarks) -> dict[str, RuleChoice]:
    """What is decided about rules, by their ids; a line that decides nothing is passed over."""
    known = {rule.id for rule in all_rules()}
    found: dict[str, RuleChoice] = {}
    places: dict[str, str] = {}
    for line in lines:
        said = line.at(form.RULE)
        is_on = yes_or_no(line.at(form.IS_ON), remarks)
        choice = RuleChoice(is_on, severity(line.at(form.SEVERITY), remarks))
        if choice == AS_WRITTEN:
            continue
        rule = squeeze(said.text).upper()
        if rule not in known:
            remarks.wrong(said, f"没有规则{quoted(said.text)}")
        elif rule in found:
            remarks.wrong(said, f"规则 {rule} 已在 {places[rule]} 设置过，只保留一行")
        else:
            found[rule], places[rule] = choice, said.place
    return found


def threshold_numbers(lines: list[Line], remarks: Remarks) -> dict[str, Decimal]:
    """The numbers that are set, by the names of their fields."""
    known = thresholds()
    found: dict[str, Decimal] = {}
    places: dict[str, str] = {}
    for line in lines:
        name, value = line.at(form.THRESHOLD), line.at(form.VALUE)
        if not value.text:
            continue
        about = known.get(name.text)
        if about is None:
            what = f"没有参数{quoted(name.text)}" if name.text else "这一行没有参数，不能填值"
            remarks.wrong(name if name.text else value, what)
        elif name.text in found:
            remarks.wrong(value, f"参数“{about.label}”已在 {places[name.text]} 设置过，只保留一行")
        elif (number := _number(value, about, remarks)) is not None:
            found[name.text], places[name.text] = number, value.place
    return found


def _number(said: Said, about: AboutThreshold, remarks: Remarks) -> Decimal | None:
    text = squeeze(said.text)
    number = Decimal(text) if _NUMBER.fullmatch(text) else None
    if number is not None and about.is_whole and number == number.to_integral_value():
        number = number.to_integral_value()
    elif about.is_whole:
        number = None
    if number is None or not about.lowest <= number <= about.highest:
        remarks.wrong(said, f"{about.label}{quoted(said.text)}不对，应为 {range_of(about)}")
        return None
    return number


def range_of(about: AboutThreshold) -> str:
    """What a number may be: ``0 至 4 之间的整数``."""
    kind = "整数" if about.is_whole else "数"
    return f"{about.lowest:f} 至 {about.highest:f} 之间的{kind}"
