"""Rules on 绩效目标: that there are goals, how they are numbered, that they are no use of funds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.numerals import chinese_number
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import is_judged, sheet_of
from xladdin.rules.registry import Certainty, Problem, Problems, project_rule
from xladdin.rules.wording import listed
from xladdin.rules.words import Words

_CHINESE = "[一二三四五六七八九十]{1,3}"
_COUNTED = r"[\s\d年月日号个名人次家台套项万元%％]"  # 12 月底, 3 个村: no number of a goal
# 1.2025年 and 1.12所 are a number and a goal; 1.5万亩, 1.2公里 and 3、5号楼 are none
_THINGS = r"\d+[年月日所个名人家户次台件场项座处辆套份篇期批村](?!百分点)"
_NUMBERED = re.compile(
    rf"\s*(?:[(（](?P<bracketed>\d{{1,2}})[)）]"
    rf"|[(（](?P<bracketed_chinese>{_CHINESE})[)）]"
    rf"|(?:目标)?(?P<plain>\d{{1,2}})"
    rf"(?:[.．、](?={_THINGS})|[.．、。,，:：)）](?!\d)|[)）]|\s+(?!{_COUNTED}))"
    rf"|(?:目标|第)?(?P<chinese>{_CHINESE})[.．、。,，:：是]"
    r"|(?P<circled>[①-⑳]))"
)
_BLANK_LIKE = re.compile(r"[-_*—–]*")
_USE = re.compile(r"(?:本|该)?(?:项目|资金|经费|专项|预算|主要|全部|拟)*用于")
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with its number, if it has one, and the way that is written: 1. and （1） differ."""

    style: str
    number: int
    text: str


@lru_cache(maxsize=1024)  # several rules ask for the same goals
def goal_of(line: str) -> Goal:
    """Part a line into its number and what it says."""
    found = _NUMBERED.match(line)
    if found is None:
        return Goal("", 0, line)
    style = str(found.lastgroup)
    number = _number(found[style])
    return Goal("", 0, line) if number is None else Goal(style, number, line[found.end() :])


def _number(written: str) -> int | None:
    plain = squeeze(written)  # ③ becomes 3
    if plain.isdecimal():
        return int(plain)
    number = chinese_number(plain)
    return None if number is None else int(number)


@project_rule("C11", Severity.ERROR, "绩效目标填写")
def goals_stated(project: BudgetProject, _context: Context) -> Problems:
    """绩效目标至少填一条，不能只有符号和编号；有几条的，从 1 起依次编号，不缺号、不重号。

    录入一体化系统时按编号分清各条目标。与第一条编号写法不同的行，算作上一条目标之内的小项；
    同一单元格的几处毛病合并提示。

    来源：一体化系统（强制性审核）
    """
    fix = "填写绩效目标：完成什么、达到什么效果；有多条的，依次编号 1. 2. 3."
    if not project.goals:
        yield Problem(sheet_of(project), f"{layout.GOALS.label}未填", fix)
        return
    if not all(is_judged(goal) for goal in project.goals):
        return
    goals = [(entry, goal_of(entry.text)) for entry in project.goals]
    empty = [entry for entry, goal in goals if _is_empty(goal.text)]
    for entry in empty:
        # Where the sheet lacks the whole field, W03 reports that.
        if entry.origin.cell:
            yield Problem(entry, f"{layout.GOALS.label}未填，或只有符号和编号", fix)
    if not empty:
        yield from _once_a_cell(_numbering_complaints(goals))


def _is_empty(text: str) -> bool:
    return not text[:1].isalnum() and _BLANK_LIKE.fullmatch(squeeze(text)) is not None


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


def _numbering_complaints(goals: list[tuple[Entry, Goal]]) -> Iterator[tuple[Origin, str]]:
    style = next((goal.style for _, goal in goals if goal.style), "")
    if not style:
        if len(goals) > 1:
            yield goals[0][0].origin, f"{len(goals)} 条目标都没有编号"
        return
    present = {goal.number for _, goal in goals if goal.style == style}
    expected = 1
    seen: set[int] = set()
    for entry, goal in goals:
        if not goal.style:
            yield entry.origin, f"{quoted(goal.text)}没有编号"
        if goal.style != style:
            continue
        skipped = [str(n) for n in range(expected, goal.number) if n not in present]
        if skipped:
            yield entry.origin, f"缺少编号 {listed(skipped)}"
        if goal.number in seen:
            yield entry.origin, f"编号 {goal.number} 重复"
        elif goal.number < expected:
            yield entry.origin, f"编号 {goal.number} 的次序不对"
        seen.add(goal.number)
        expected = max(expected, goal.number + 1)


@project_rule("C12", Severity.WARNING, "绩效目标误填用途", certainty=Certainty.HEURISTIC)
def goals_are_no_use_of_funds(project: BudgetProject, context: Context) -> Problems:
    """绩效目标要写完成什么、达到什么效果，不能只写钱用在哪里。

    以“用于”开头又没有写效果的，疑似把资金用途填到了目标里。以“购置”“支付”等开头的，写明数量就是
    产出，有别的目标写了效果也可以，都不提示。

    来源：财预〔2015〕88号（绩效目标包括预期产出和效果）
    """
    words = context.settings.words
    goals = [(entry, goal_of(entry.text).text.lstrip()) for entry in project.goals]
    effective = [bool(words.effect_words.pattern.search(text)) for _, text in goals]
    by_cell: dict[Origin, list[Entry]] = {}
    for (entry, text), has_effect in zip(goals, effective, strict=True):
        if has_effect or not is_judged(entry):
            continue
        if _USE.match(text) or (not any(effective) and _is_purchase(text, words)):
            by_cell.setdefault(entry.origin, []).append(entry)
    for first, *others in by_cell.values():
        more = f"等 {len(others) + 1} 条" if others else ""
        yield Problem(
            first,
            f"绩效目标{quoted(first.text)}{more}疑似是资金用途，没有写达到什么效果",
            "用途写到资金用途栏；这里写预期完成的工作和达到的效果",
            evidence=tuple(others),
        )


def _is_purchase(goal: str, words: Words) -> bool:
    """True for buying or paying without a quantity, which would make it an output."""
    return words.use_openers.pattern.match(goal) is not None and not _FIGURE.search(goal)
