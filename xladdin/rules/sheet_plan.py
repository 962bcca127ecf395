"""Rules on 资金支出计划: cumulative shares, blanks, and what the indicators and the name say."""

import re
from collections.abc import Iterable
from decimal import Decimal

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.finding import Edit, Severity
from xladdin.domain.numerals import chinese_number
from xladdin.domain.project import FULL, BudgetProject
from xladdin.domain.target_value import Comparison, ValueKind
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.judging import is_judged
from xladdin.rules.registry import Certainty, Problem, Problems, project_rule
from xladdin.rules.remembered import once_a_project
from xladdin.rules.wording import listed, place

_LABELS = tuple(field.label for field in layout.SPENDING_PLAN.values())
_MONTHS = tuple(int(label.partition("月")[0]) for label in _LABELS)
_TIMELINESS = "时效指标"
_POINTS_IN_TIME = frozenset({ValueKind.DATE, ValueKind.MONTH})
_KINDS_OF_TIMING = _POINTS_IN_TIME | {ValueKind.PERCENT}
_NOT_BEFORE = frozenset({Comparison.AT_LEAST, Comparison.GREATER})
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(
    r"(?:19|20)\d\d[-./](?P<figure>\d{1,2})|(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})月|年[底末终]"
)


@project_rule("S10", Severity.ERROR, "支出计划累计")
def plan_is_cumulative(project: BudgetProject, context: Context) -> Problems:
    """资金支出计划填各月底的累计比例：后面的不小于前面的，最后一个是 100%。

    表样要的是到该月底为止共支出多少，不是当期支出多少。空格由 S11 提示；有读不出的，由 C10 提示。

    来源：表样（累计数）
    """
    plan = project.spending_plan
    entries, shares = plan.entries, plan_shares(project, context)
    if None in shares and not _are_blanks(entries, shares):
        return
    filled = [(e, s) for e, s in zip(entries, shares, strict=True) if s is not None]
    if not filled:
        if plan.mar.origin.cell:
            fix = "填写各月底的累计支出比例，最后一个月底填 100%"
            yield Problem(plan.mar, "资金支出计划未填", fix)
        return
    reached = Decimal(0)
    decreases = False
    for entry, share in filled:
        if share < reached:
            decreases = True
            yield Problem(
                entry,
                f"支出计划是累计数，{_percent(share)} 小于前面的 {_percent(reached)}",
                "填写截至该月底的累计支出比例，不是当期比例",
                evidence=_others(plan.entries, entry),
            )
        reached = max(reached, share)
    last, share = filled[-1]
    if share != FULL and not decreases:
        yield Problem(
            last,
            f"支出计划最后累计到 {_percent(share)}，没有达到 100%",
            "填写累计支出比例，最后一个月底应为 100%",
            evidence=_others(plan.entries, last),
        )


@project_rule("S11", Severity.INFO, "支出计划空格")
def plan_blanks(project: BudgetProject, context: Context) -> Problems:
    """资金支出计划的空格：第一个数之前按 0% 计，达到 100% 之后按 100% 计，建议补齐。

    夹在两个数中间的空格是错误，谁也不知道当时累计到多少；最后一个数不到 100% 的，由 S10 提示。

    来源：公开样例（项目 1、3、11、13）
    """
    plan = project.spending_plan
    shares = plan_shares(project, context)
    if None not in shares or all(share is None for share in shares):
        return
    if not _are_blanks(plan.entries, shares):
        return
    counts: list[tuple[Entry, str, Decimal]] = []
    reached: Decimal | None = None
    for i, (label, entry, share) in enumerate(zip(_LABELS, plan.entries, shares, strict=True)):
        if share is not None:
            reached = share
        elif reached is None or reached == FULL:
            counts.append((entry, label, reached or Decimal(0)))
        elif any(later is not None for later in shares[i:]):
            yield Problem(
                entry,
                f"{label}的支出计划未填，前后各月都有数，无法确定累计比例",
                "补填截至该月底的累计支出比例",
                Severity.ERROR,
                evidence=_others(plan.entries, entry),
            )
    if counts:
        said = listed(f"{label}按 {_percent(share)} 计" for _, label, share in counts)
        fill = listed(f"{entry.origin.cell} 填 {_percent(share)}" for entry, _, share in counts)
        yield Problem(
            counts[0][0],
            f"支出计划有空格：{said}",
            f"建议补齐：{fill}",
            evidence=_others(plan.entries, counts[0][0]),
            edits=_filled((entry, share) for entry, _, share in counts),
        )


def _filled(counts: Iterable[tuple[Entry, Decimal]]) -> tuple[Edit, ...]:
    """The shares written into the blank cells; nothing where one of them can't simply be typed."""
    told = list(counts)
    if any(e.formula is not FormulaState.NONE or not e.origin.cell for e, _ in told):
        return ()
    return tuple(Edit(e.origin, e.text, share, is_percent=True) for e, share in told)


def _others(entries: Iterable[Entry], entry: Entry) -> tuple[Entry, ...]:
    return tuple(other for other in entries if other is not entry)


def _are_blanks(entries: Iterable[Entry], shares: Iterable[Decimal | None]) -> bool:
    """True where every cell without a share is blank, and none of them can't be read."""
    return all(
        share is not None or (entry.is_blank and not entry.is_unreadable)
        for entry, share in zip(entries, shares, strict=True)
    )


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"


@project_rule("S12", Severity.INFO, "进度与时效矛盾", certainty=Certainty.HEURISTIC)
def plan_fits_timing(project: BudgetProject, context: Context) -> Problems:
    """支出计划与时效指标要相互衔接：钱已付完，事还没办完；或计划付完，支付率却定得很低。

    完成时间晚于支出计划达到 100% 的月份，或支付率明显低于 100% 而 12月底 计划 100%，两处多半有一处
    填错。合同约定先付款的可以不改。

    来源：财预〔2015〕88号（相应匹配）
    """
    paid = _month_of_full(project, context)
    if paid is None:
        return
    cell, label, month = paid
    for row in context.rows(project):
        if row.target.kind not in _KINDS_OF_TIMING:
            continue
        found = _late_completion(row, month, context)
        if found is not None:
            shown, there = quoted(row.cells.target_value.text), place(cell, row.cells.target_value)
            yield Problem(
                row.cells.target_value,
                f"{quoted(row.cells.level3.text)}到 {found} 月才完成（{shown}），支出计划到{label}"
                f"已达 100%（{there}），疑似不衔接",
                "核对完成时间和资金支出计划；合同约定先付款的可以不改",
                evidence=(row.cells.level3, cell),
            )
            return
        if _is_low_payment_rate(row, context):
            yield Problem(
                row.cells.target_value,
                f"{quoted(row.cells.level3.text)}只要求{quoted(row.cells.target_value.text)}，"
                f"支出计划到{label}达 100%（{place(cell, row.cells.target_value)}），疑似不衔接",
                "核对支付率和资金支出计划",
                evidence=(row.cells.level3, cell),
            )
            return


@once_a_project
def plan_shares(project: BudgetProject, _context: Context) -> tuple[Decimal | None, ...]:
    """The share that each cell of the plan states, 0 to 1; None for a blank or unreadable one."""
    return project.spending_plan.shares


def _month_of_full(project: BudgetProject, context: Context) -> tuple[Entry, str, int] | None:
    """The plan's first cell of 100%, with its heading and month."""
    shares = plan_shares(project, context)
    if FULL not in shares:
        return None
    i = shares.index(FULL)
    return project.spending_plan.entries[i], _LABELS[i], _MONTHS[i]


def _late_completion(row: JudgedRow, month: int, context: Context) -> int | None:
    """The month in which the row says that the work ends, where it is later than ``month``."""
    target = row.target
    if row.level2 != _TIMELINESS or target.kind not in _POINTS_IN_TIME or month == _MONTHS[-1]:
        return None
    if target.comparison in _NOT_BEFORE or not context.settings.words.completion_words.first_in(
        row.named
    ):
        return None
    year = _YEAR.search(row.value)
    if year and context.budget_year not in (None, int(year[0])):
        return None  # S18 reports it
    stated = _month_in(row.value)
    return stated if stated is not None and stated > month else None


def _month_in(text: str) -> int | None:
    found = _MONTH.search(text)
    if found is None:
        return None
    figure = found["figure"] or found["number"]
    if figure is None:
        return 12  # 年底
    number = int(figure) if figure.isdecimal() else int(chinese_number(figure) or 0)
    return number if 1 <= number <= 12 else None


def _is_low_payment_rate(row: JudgedRow, context: Context) -> bool:
    target, settings = row.target, context.settings
    if target.kind is not ValueKind.PERCENT:
        return False
    if not settings.words.payment_rate_words.pattern.search(row.level3):
        return False
    number = target.number
    is_low = number is not None and number < settings.thresholds.lowest_payment_rate
    return is_low and target.comparison is not Comparison.AT_MOST


@project_rule("S13", Severity.INFO, "工资类提前付完", certainty=Certainty.HEURISTIC)
def wages_are_paid_all_year(project: BudgetProject, context: Context) -> Problems:
    """工资、劳务派遣、公益岗、保安一类的支出按月发生，一般到 12月底 才达到 100%。

    提前付完，多半是把支出计划填错了列，或者没有留足后几个月的钱。

    来源：常识
    """
    if not is_judged(project.project_name):
        return
    word = context.settings.words.wage_words.first_in(squeeze(project.project_name.text))
    paid = _month_of_full(project, context) if word else None
    if paid is not None and paid[2] != _MONTHS[-1]:
        cell, label, _ = paid
        yield Problem(
            cell,
            f"项目名称中有{quoted(word)}，这类支出按月发生，支出计划到{label}已达 100%，"
            "疑似提前付完",
            "核对资金支出计划，逐月支付的到 12月底 才填 100%",
            evidence=(project.project_name,),
        )
