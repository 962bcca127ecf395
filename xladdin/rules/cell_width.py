"""C21: characters that look right and aren't: full width, invisible, spaces inside a value."""

import re
from functools import partial

from xladdin.domain.finding import Severity
from xladdin.domain.submission import Submission
from xladdin.domain.target_value import Vocabulary, parse_target_value
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.cell_scan import Check, Complaint, alike_once, cells_with, fault_of
from xladdin.rules.context import Context
from xladdin.rules.registry import Problems, workbook_rule

_INVISIBLE = "\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_ODD_SPACES = "\xa0\u2000-\u200a\u202f\u205f"
_WIDE = "０-９Ａ-Ｚａ-ｚ％﹪"
_RADICALS = "\u2f00-\u2fd5\uf900-\ufaff"  # ⼯ and the like, out of PDF files
_SPACED_NUMBER = re.compile(r"[0-9０-９≥≤＞＜=＝][ \u3000]")
_ODD = re.compile(f"[{_INVISIBLE}{_ODD_SPACES}{_WIDE}{_RADICALS}]")
_HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”"
_INVISIBLE_CHARACTER = re.compile(f"[{_INVISIBLE}]+")
_SPACE_AT_HAN = re.compile(f"(?:(?<=[{_HAN}])|^)[{_ODD_SPACES}]+|[{_ODD_SPACES}]+(?=[{_HAN}]|$)")
_SPACE = re.compile(f"[{_ODD_SPACES}]+")
_WIDE_CHARACTERS = re.compile(rf"[{_WIDE}]+(?:．[０-９]+％?)?")
_RADICAL = re.compile(f"[{_RADICALS}]")


@workbook_rule("C21", Severity.INFO, "空白与全半角")
def plain_characters(submission: Submission, context: Context) -> Problems:
    """数字、字母和 % 用半角；文字中不能有看不见的字符和不间断空格；指标值的数值和单位之间不留空格。

    这些字符看上去没有差别，导入、查找和核对时却对不上；多半是从网页、PDF 或微信复制来的。中文标点、
    ①、㎡ 等不在此列。同一张表里相同的文字只提示一次。

    来源：算术；一体化系统（导入）
    """
    cells = cells_with(submission, context, _ODD, _SPACED_NUMBER)
    vocabulary = context.settings.vocabulary
    return alike_once(
        (cell, fault_of(cell.text, _checks(cell.label, vocabulary))) for cell in cells
    )


def _checks(label: str, vocabulary: Vocabulary) -> tuple[Check, ...]:
    if label == layout.PROJECT_NAME.label:  # its letters and digits are the budget system's
        return (_invisible, _odd_spaces)
    general = (_invisible, _odd_spaces, _full_width, _radicals)
    if label == layout.TARGET_VALUE.label:
        return (*general, partial(_spaces_in_value, vocabulary=vocabulary))
    return general


def _invisible(text: str) -> Complaint | None:
    after = _INVISIBLE_CHARACTER.sub("", text)
    return None if after == text else Complaint("有看不见的字符", "删去看不见的字符", after)


def _odd_spaces(text: str) -> Complaint | None:
    """Spaces that aren't plain ones: dropped at Chinese characters, plain between words."""
    after = _SPACE.sub(" ", _SPACE_AT_HAN.sub("", text))
    return None if after == text else Complaint("有不间断空格等特殊空格", "删去特殊空格", after)


def _full_width(text: str) -> Complaint | None:
    return _in_plain_form(text, _WIDE_CHARACTERS, "全角字符", "改为半角")


def _radicals(text: str) -> Complaint | None:
    return _in_plain_form(text, _RADICAL, "字形相同的异体编码", "改为常用字")


def _in_plain_form(text: str, odd: re.Pattern[str], name: str, mend: str) -> Complaint | None:
    after = odd.sub(lambda found: squeeze(found[0]), text)
    if after == text:
        return None
    found = list(dict.fromkeys(found[0] for found in odd.finditer(text)))
    shown = "".join(quoted(one) for one in found)
    meant = "".join(quoted(squeeze(one)) for one in found)
    return Complaint(f"有{name}{shown}", f"{mend}{meant}", after)


def _spaces_in_value(text: str, vocabulary: Vocabulary) -> Complaint | None:
    value = parse_target_value(text, vocabulary)
    if value.number is None:
        return None
    rest = value.remainder_text
    stated = text.removesuffix(rest) if rest else text
    after = "".join(stated.split()) + rest
    if after == text or stated.strip() == "".join(stated.split()):
        return None
    return Complaint(f"{quoted(text)}的数值和单位之间有空格", f"改为{quoted(after)}", after)
