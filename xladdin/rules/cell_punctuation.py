"""C19: 标点 as the standards of official documents have it, with the mend where it is certain."""

import re
from collections.abc import Iterator

from xladdin.domain.finding import Severity
from xladdin.domain.submission import Submission
from xladdin.domain.text import quoted
from xladdin.form import layout
from xladdin.rules.cell_goals import goal_of
from xladdin.rules.cell_scan import (
    Check,
    Complaint,
    WrittenCell,
    alike_once,
    fault_of,
    sheet_texts,
)
from xladdin.rules.context import Context
from xladdin.rules.registry import Problems, workbook_rule

_HAN = "\u4e00-\u9fff"
_MARKS = re.compile(r"[][［］【】()﹝｛{,:;!?]")
_BARE_TITLE = re.compile("关于(?<!《关于)")
_ANY_SIGN = re.compile("[][［］【】()﹝｛{,:;!?（）《》“”]|关于")
_UNCLOSED = re.compile(r"（[^）\n]*$|《[^》\n]*$|“[^”\n]*$", re.MULTILINE)
_IN_PAIRS = re.compile("[()（）《》“”]")
_YEAR_IN_BRACKETS = re.compile(r"[\[［【（(﹝〔{｛]\s*(?:19|20)\d\d")
_NUMBER_OF_DOCUMENT = re.compile(
    rf"(?P<name>[{_HAN}]{{1,12}})\s*(?P<opening>[\[［【（(﹝〔{{｛])\s*(?P<year>(?:19|20)\d\d)\s*"
    rf"(?P<closing>[\]］】）)﹞〕}}｝])\s*(?P<number>第?\d{{1,5}}\s*号)"
)
_HALF_WIDTH = re.compile(  # the mark first: that is found fast
    rf"(?P<mark>[,:;!?])(?<=[{_HAN}].) *(?=[{_HAN}“《（]|$)", re.MULTILINE
)
_FULL_WIDTH = str.maketrans(",:;!?", "，：；！？")
_TITLE = re.compile(
    r"(?P<before>\s*(?:根据|按照|依据|依照|参照|执行)?)"
    rf"(?P<title>[{_HAN}]{{0,20}}关于[^《》“”，。；：、]{{4,60}}的(?:通知|意见|办法|规定|决定|方案|批复"
    r"|函|复函|公告|通告|通报|请示|报告|细则|纪要))(?P<after>\s*(?:[（(][^（）()]*[）)])?\s*)"
)
_OPENING = {"(": "round", "（": "round", "《": "title", "“": "quote"}
_CLOSING = {")": "round", "）": "round", "》": "title", "”": "quote"}
_FULL_ROUND = {"(": "（", ")": "）"}
_HALF_ROUND = {"（": "(", "）": ")"}
_LIST_MARK = re.compile(r"[0-9０-９A-Za-z一二三四五六七八九十]$")  # 1） has no opening bracket
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_ENDS = {"。": "。", ".": "。", "．": "。", "；": "；", ";": "；"}
_GOES_ON = "：:，,、"


@workbook_rule("C19", Severity.INFO, "标点规范")
def punctuation(submission: Submission, context: Context) -> Problems:
    """文号的年份用六角括号〔〕，成对的符号要配齐、宽度一致，汉字之间用全角标点，文件名加书名号，各条目标的结尾一致。

    公开的文本按公文的规矩印发；标点不一，同一份文件在不同的表里也对不上。同一张表里相同的文字只提示一次。
    项目名称照一体化系统填写，不作检查。

    来源：GB/T 9704（文号用六角括号）；公开样例
    """
    faults = (
        (cell, fault_of(cell.text, _checks(cell.label))) for cell in _suspects(submission, context)
    )
    return alike_once(faults)


def _suspects(submission: Submission, context: Context) -> Iterator[WrittenCell]:
    for sheet in sheet_texts(submission, context):
        is_suspect = _is_suspect(sheet.text)
        for cell in sheet.written() if is_suspect else sheet.written(layout.GOALS.label):
            is_marked = is_suspect and _ANY_SIGN.search(cell.text) and _is_suspect(cell.text)
            if is_marked or (cell.label == layout.GOALS.label and _end_unlike(cell.text)):
                yield cell


def _end_unlike(goals: str) -> bool:
    return len({line[-1:] for line in goals.split("\n")}) > 1


def _is_suspect(text: str) -> bool:
    return bool(
        _MARKS.search(text)
        or "（19" in text
        or "（20" in text
        or _BARE_TITLE.search(text)
        or _UNCLOSED.search(text)
        or text.count("（") != text.count("）")
        or text.count("《") != text.count("》")
        or text.count("“") != text.count("”")
    )


def _checks(label: str) -> tuple[Check, ...]:
    if label == layout.PROJECT_NAME.label:
        return ()
    general = (_document_numbers, _round_brackets, _unpaired, _half_width_marks)
    if label == layout.BASIS.label:
        return (*general, _title_without_marks)
    return (*general, _ends_of_goals) if label == layout.GOALS.label else general


def _document_numbers(text: str) -> Complaint | None:
    if _YEAR_IN_BRACKETS.search(text) is None:
        return None
    wrong = [found for found in _NUMBER_OF_DOCUMENT.finditer(text) if not _has_hexagonal(found)]
    if not wrong:
        return None
    after = _NUMBER_OF_DOCUMENT.sub(_with_hexagonal, text)
    written = "".join(dict.fromkeys(quoted(found[0]) for found in wrong))
    meant = "".join(dict.fromkeys(quoted(_with_hexagonal(found)) for found in wrong))
    return Complaint(f"文号{written}的年份没有用六角括号", f"改为{meant}", after)


def _has_hexagonal(number: re.Match[str]) -> bool:
    return (number["opening"], number["closing"]) == ("〔", "〕")


def _with_hexagonal(number: re.Match[str]) -> str:
    return f"{number['name']}〔{number['year']}〕{number['number']}"


def _round_brackets(text: str) -> Complaint | None:
    """Brackets of two widths: both become full width at Chinese text, else half width."""
    mixed = [(start, end) for start, end in _pairs(text)[0] if _is_mixed(text[start], text[end])]
    if not mixed:
        return None
    characters = list(text)
    for start, end in mixed:
        near = text[max(start - 1, 0) : end + 2]
        width = _FULL_ROUND if _HAN_CHARACTER.search(near) else _HALF_ROUND
        for place in (start, end):
            characters[place] = width.get(text[place], text[place])
    after = "".join(characters)
    written = "".join(quoted(text[start : end + 1]) for start, end in mixed)
    meant = "".join(quoted(after[start : end + 1]) for start, end in mixed)
    return Complaint(f"括号{written}一半全角一半半角", f"改为{meant}", after)


def _is_mixed(opening: str, closing: str) -> bool:
    return (opening in _FULL_ROUND) != (closing in _FULL_ROUND)


def _pairs(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """The places of the brackets and quotation marks that belong together, and of those left."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    alone: list[int] = []
    for found in _IN_PAIRS.finditer(text):
        place, character = found.start(), found[0]
        if character in _OPENING:
            opened.append(place)
        elif character in _CLOSING:
            kind = _CLOSING[character]
            partner = next((o for o in reversed(opened) if _OPENING[text[o]] == kind), None)
            if partner is not None:
                opened.remove(partner)
                pairs.append((partner, place))
            elif kind != "round" or not _LIST_MARK.search(text[:place]):
                alone.append(place)
    return pairs, alone + opened


def _unpaired(text: str) -> Complaint | None:
    alone = _pairs(text)[1]
    if not alone:
        return None
    marks = "".join(dict.fromkeys(quoted(text[place]) for place in alone))
    return Complaint(f"{marks}没有配对", "补上缺的一半，或删去多余的一半", text)


def _half_width_marks(text: str) -> Complaint | None:
    marks = list(dict.fromkeys(found["mark"] for found in _HALF_WIDTH.finditer(text)))
    if not marks:
        return None
    after = _HALF_WIDTH.sub(lambda found: found["mark"].translate(_FULL_WIDTH), text)
    shown = "".join(quoted(mark) for mark in marks)
    meant = "".join(quoted(mark.translate(_FULL_WIDTH)) for mark in marks)
    return Complaint(f"汉字后面用了半角标点{shown}", f"改为全角{meant}", after)


def _title_without_marks(text: str) -> Complaint | None:
    found = _TITLE.fullmatch(text)
    if found is None:
        return None
    after = f"{found['before']}《{found['title']}》{found['after']}"
    return Complaint("文件名称没有加书名号", f"改为{quoted(after)}", after)


def _ends_of_goals(text: str) -> Complaint | None:
    """All goals end in 。, or in nothing, or all but the last in ；; parts of goals are left."""
    lines = text.split("\n")
    styles = {goal_of(line).style for line in lines}
    ends = [_end_of(line) for line in lines]
    if len(lines) < 2 or len(styles) != 1 or "" in styles or None in ends:
        return None
    if len(set(ends[:-1])) == 1 and ends[-1] in ({"。", "；"} if ends[0] == "；" else {ends[0]}):
        return None
    between = "；" if ends.count("；") > ends.count("。") else "。"
    bare = [line.rstrip("".join(_ENDS)) for line in lines]
    after = "\n".join([*(f"{line}{between}" for line in bare[:-1]), f"{bare[-1]}。"])
    meant = "都以“。”结尾" if between == "。" else "前面各条以“；”结尾，最后一条以“。”结尾"
    return Complaint("各条目标结尾的标点不一致", meant, after)


def _end_of(line: str) -> str | None:
    """The mark that closes a goal, empty without one; None where the line goes on or asks."""
    last = line[-1:]
    if last in _ENDS:
        return _ENDS[last]
    return None if last in f"{_GOES_ON}！？!?…" else ""
