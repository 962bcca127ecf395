"""邮件: who gets the mails of a round, what they say, and by when workbooks are due."""

import datetime as dt

from xladdin.domain.letter_settings import (
    LetterSettings,
    Placeholder,
    date_in,
    unknown_placeholders,
)
from xladdin.domain.mail_address import addresses_in, is_address
from xladdin.domain.text import quoted
from xladdin.form import settings_form as form
from xladdin.settings.said import Line, Remarks, Said, values_by_item

_LONGEST_SUBJECT = 100
_LONGEST_TEXT = 3000
_SUBJECTS = ("subject", "return_subject", "reminder_subject")
_TEXTS = ("text", "return_text", "reminder_text")


def letter_settings(lines: list[Line], remarks: Remarks) -> LetterSettings:
    """What is decided about the mails; ``remarks`` gets what is wrong with it."""
    values = values_by_item(lines, form.LETTER_ITEMS.values(), remarks)
    said = {key: values[item] for key, item in form.LETTER_ITEMS.items() if item in values}
    subjects = {key: _subject(said.get(key), remarks) for key in _SUBJECTS}
    texts = {key: _text(said.get(key), remarks) for key in _TEXTS}
    return LetterSettings(
        to=_addresses(said.get("to"), remarks),
        cc=_addresses(said.get("cc"), remarks),
        deadline=_date(said.get("deadline"), remarks),
        **subjects,
        **texts,
    )


def _addresses(said: Said | None, remarks: Remarks) -> tuple[str, ...]:
    found = addresses_in(said.text) if said else ()
    for text in found:
        if said and not is_address(text):
            remarks.wrong(said, f"{quoted(text)}不是邮箱地址，几个地址之间用分号隔开")
    return tuple(text for text in found if is_address(text))


def _subject(said: Said | None, remarks: Remarks) -> str:
    text = _template(said, _LONGEST_SUBJECT, remarks)
    if said and len(text.splitlines()) > 1:
        remarks.wrong(said, "主题只能有一行")
    return text


def _text(said: Said | None, remarks: Remarks) -> str:
    return _template(said, _LONGEST_TEXT, remarks)


def _template(said: Said | None, longest: int, remarks: Remarks) -> str:
    if said is None:
        return ""
    # Spreadsheets write the end of a line in several ways.
    text = "\n".join(line.rstrip() for line in said.text.splitlines()).strip()
    if len(text) > longest:
        remarks.wrong(said, f"太长，最多 {longest} 个字")
    for word in unknown_placeholders(text):
        known = "、".join(f"{{{each.value}}}" for each in Placeholder)
        remarks.wrong(said, f"没有{quoted(f'{{{word}}}')}可填，可用的有 {known}")
    return text


def _date(said: Said | None, remarks: Remarks) -> dt.date | None:
    if said is None or not said.text:
        return None
    date = date_in(said.text)
    if date is None:
        remarks.wrong(said, f"截止日期{quoted(said.text)}不对，应写成 2024-12-10 这样")
    return date
