"""邮件 of the settings workbook: who gets the mails of a round, what they say, by when."""

from xladdin.domain.letter_settings import (
    REMINDER,
    RETURN,
    SENDING,
    LetterSettings,
    Placeholder,
)
from xladdin.form import settings_form as form
from xladdin.rules.settings_content import SettingsContent
from xladdin.workbook.templates.form_sheet import FormBook
from xladdin.workbook.templates.settings_sheet import SettingsSheet
from xladdin.workbook.text_height import row_height

_NOTE = (
    "留空的用内置的说法。主题和正文中，花括号里的词会换成实际内容："
    + "、".join(f"{{{each.value}}}" for each in Placeholder)
    + "。邮件只生成草稿，由人核对后发出。"
)
_LIKE = "留空时：\n"
_ABOUTS = {
    "to": "单位报送时发给谁，几个地址之间用分号隔开；留空则在草稿中填写。",
    "cc": "单位报送时抄送给谁，写法同上。",
    "subject": f"{_LIKE}{SENDING.subject}",
    "text": f"{_LIKE}{SENDING.text}",
    "deadline": "报送截止日期，如 2024-12-10：写入退回、催报的邮件，并计算还有几天。",
    "return_subject": f"{_LIKE}{RETURN.subject}",
    "return_text": f"{_LIKE}{RETURN.text}",
    "reminder_subject": f"{_LIKE}{REMINDER.subject}",
    "reminder_text": f"{_LIKE}{REMINDER.text}",
}


def add_letters(book: FormBook, content: SettingsContent) -> None:
    """Add the sheet, with a line for each item."""
    table = form.LETTERS
    page = SettingsSheet(book, table.sheet, table.title, table.columns)
    page.note(_NOTE)
    for row, (key, item) in enumerate(form.LETTER_ITEMS.items(), form.FIRST_ROW):
        value, about = _shown(content.letters, key), _ABOUTS[key]
        page.sheet.put(f"{form.GENERAL_ITEM.letter}{row}", item, page.shown(bold=True))
        style = page.input(num_format="@", align="left", text_wrap=True)
        page.sheet.put(f"{form.LETTER_VALUE.letter}{row}", value, style)
        page.sheet.put(f"{form.LETTER_ABOUT.letter}{row}", about, page.shown())
        texts = [(value, form.LETTER_VALUE.width), (about, form.LETTER_ABOUT.width)]
        page.sheet.set_row(row - 1, row_height(texts, lowest=24))
    page.finish(table.last_row)


def _shown(letters: LetterSettings, key: str) -> str:
    match getattr(letters, key):
        case tuple() as addresses:
            return "; ".join(addresses)
        case value:
            return str(value or "")
