"""Rules on what texts say: goals and their numbers, placeholders, error values."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.finding import Severity
from xladdin.domain.numerals import chinese_number
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import amounts, headings, is_judged, sheet_of, texts
from xladdin.rules.registry import Problem, Problems, project_rule
from xladdin.rules.wording import listed

_CHINESE = "[一二三四五六七八九十]{1,3}"
_COUNTED = r"[\s\d年月日号个名人次家台套项万元%％]"  # 12 月底, 3 个村: no number of a goal
_NUMBERED = re.compile(
    rf"\s*(?:[(（](?P<bracketed>\d{{1,2}})[)）]"
    rf"|[(（](?P<bracketed_chinese>{_CHINESE})[)）]"
    rf"|(?:目标)?(?P<plain>\d{{1,2}})(?:[.．、。,，:：)）](?!\d)|\s+(?!{_COUNTED}))"
    rf"|(?:目标|第)?(?P<chinese>{_CHINESE})[.．、。,，:：是]"
    r"|(?P<circled>[①-⑳]))"
)
_BLANK_LIKE = re.compile(r"[-_*—–]*")


@dataclass(frozen=True, slots=True)
class _Goal:
    """A goal with its number, if it has one, and the way that is written: 1. and （1） differ."""

    entry: Entry
    style: str
    number: int
    text: str


def _goal(entry: Entry) -> _Goal:
    found = _NUMBERED.match(entry.text)
    if found is None:
        return _Goal(entry, "", 0, entry.text)
    style = str(found.lastgroup)
    number = _number(found[style])
    if number is None:
        return _Goal(entry, "", 0, entry.text)
    return _Goal(entry, style, number, entry.text[found.end() :])


def _number(written: str) -> int | None:
    plain = squeeze(written)  # ③ becomes 3
    if plain.isdecimal():
        return int(plain)
    number = chinese_number(plain)
    return None if number is None else int(number)


@project_rule("C11", Severity.ERROR, "绩效目标填写")
def goals_stated(project: BudgetProject, _context: Context) -> Problems:
    """There is at least one goal; none is only dashes; several are numbered 1 to n without gaps.

    Goals are told apart by their numbers when they are entered in the budget system. Lines that are
    numbered in another way than the first one are parts of a goal. Reported once a cell.
    Source: the integrated budget system (强制性).
    """
    fix = "填写绩效目标：完成什么、达到什么效果；有多条的，依次编号 1. 2. 3."
    if not project.goals:
        yield Problem(sheet_of(project), f"{layout.GOALS.label}未填", fix)
        return
    if not all(is_judged(goal) for goal in project.goals):
        return
    goals = [_goal(entry) for entry in project.goals]
    empty = [goal for goal in goals if not _BLANK_LIKE.sub("", squeeze(goal.text))]
    for goal in empty:
        # Where the sheet lacks the whole field, W03 reports that.
        if goal.entry.origin.cell:
            yield Problem(goal.entry, f"{layout.GOALS.label}未填，或只有符号和编号", fix)
    if not empty:
        yield from _once_a_cell(_numbering_complaints(goals))


def _once_a_cell(complaints: Iterable[tuple[Origin, str]]) -> Iterator[Problem]:
    by_cell: dict[Origin, list[str]] = {}
    for origin, complaint in complaints:
        by_cell.setdefault(origin, []).append(complaint)
    for origin, said in by_cell.items():
        yield Problem(
            origin,
            f"绩效目标的编号有误：{'；'.join(dict.fromkeys(said))}",
            "每条目标一行，依次编号 1. 2. 3.；续行内容请与上一条写在同一行",
        )


def _numbering_complaints(goals: list[_Goal]) -> Iterator[tuple[Origin, str]]:
    style = next((goal.style for goal in goals if goal.style), "")
    if not style:
        if len(goals) > 1:
            yield goals[0].entry.origin, f"{len(goals)} 条目标都没有编号"
        return
    present = {goal.number for goal in goals if goal.style == style}
    expected = 1
    seen: set[int] = set()
    for goal in goals:
        if not goal.style:
            yield goal.entry.origin, f"{quoted(goal.text)}没有编号"
        if goal.style != style:
            continue
        skipped = [str(n) for n in range(expected, goal.number) if n not in present]
        if skipped:
            yield goal.entry.origin, f"缺少编号 {listed(skipped)}"
        if goal.number in seen:
            yield goal.entry.origin, f"编号 {goal.number} 重复"
        elif goal.number < expected:
            yield goal.entry.origin, f"编号 {goal.number} 的次序不对"
        seen.add(goal.number)
        expected = max(expected, goal.number + 1)


_PLACEHOLDER_WORDS = frozenset(
    ("无", "暂无", "待定", "待填", "待填写", "待补充", "未定", "NULL", "NONE", "N/A")
)
_ONLY_MARKS = re.compile(r"[-_/\\|*.·~—–―×X?。、,]+")
_UNREPLACED = re.compile(r"\*{2,}|×{2,}|(?<![A-Z])X{2,}(?![A-Z])")
_CUT = re.compile(r"(?:\.{3,}|。{3,})$")
_ERROR_TEXT = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)")


@project_rule("C13", Severity.ERROR, "占位符/错误值")
def no_placeholders(project: BudgetProject, _context: Context) -> Problems:
    """No field holds a placeholder (XX, **, 待定, 无, null, an ellipsis) or an error value.

    Such texts were left from a template or an export; in a published form they say nothing. An
    error that was pasted as a value is reported here, one of a formula by W06. 项目编码 has C01.
    Source: the integrated budget system (null), published forms, the sample document.
    """
    for label, entry in (*headings(project), *amounts(project), *texts(project)):
        if entry.is_error and entry.formula is FormulaState.NONE:
            yield Problem(
                entry, f"{label}是错误值 {entry.text}，不是填报内容", "删除错误值，重新填写"
            )
    for label, entry in texts(project):
        if entry is project.project_code or not is_judged(entry):
            continue
        is_goal = label == layout.GOALS.label
        complaint = _placeholder(_goal(entry).text if is_goal else entry.text)
        if complaint:
            yield Problem(entry, f"{label}{complaint}", "填写实际内容；确无内容的行请整行删除")


def _placeholder(text: str) -> str:
    """What makes a text a placeholder; empty where it is none."""
    plain = squeeze(text).upper()
    if not plain:
        return ""
    if plain in _PLACEHOLDER_WORDS or _ONLY_MARKS.fullmatch(plain):
        return f"填的是{quoted(text)}，没有实际内容"
    if found := _ERROR_TEXT.search(plain):
        return f"中留有错误值 {found[0]}"
    if found := _UNREPLACED.search(plain):
        return f"{quoted(text)}中有未替换的占位符“{found[0]}”"
    if _CUT.search(plain):
        return f"{quoted(text)}以省略号结尾，内容没有写完"
    return ""
