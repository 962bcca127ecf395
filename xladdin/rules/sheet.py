"""Rules on a project sheet as a whole: sums, the spending plan, the title.

Costs against the budget are in ``sheet_costs``.
"""

import re
from decimal import Decimal

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.money import exact_text
from xladdin.domain.origin import Origin
from xladdin.domain.project import FULL, BudgetProject, share_of
from xladdin.domain.taxonomy import canonical_level1
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import budget_of, is_judged, part_of_budget, sheet_of
from xladdin.rules.registry import Problem, Problems, project_rule
from xladdin.rules.wording import listed

_REQUIRED_LEVEL1 = ("产出指标", "效益指标")
_TITLE_NUMBER = re.compile(r"(?P<number>\d{1,3})[.、](?P<rest>.+)")


@project_rule("S01", Severity.ERROR, "预算数=财政+其他")
def budget_is_sum(project: BudgetProject, _context: Context) -> Problems:
    """预算数 = 财政资金 + 其他资金, exactly; a blank part counts 0.

    Silent where one of the three states no amount: C07, C08, C13 or W06 reports it.
    Source: arithmetic; the form.
    """
    budget = budget_of(project)
    fiscal, other = part_of_budget(project.fiscal), part_of_budget(project.other)
    if budget is None or fiscal is None or other is None or budget == fiscal + other:
        return
    difference = exact_text(abs(budget - fiscal - other))
    yield Problem(
        project.budget,
        f"预算数与各项资金之和不符：{exact_text(budget)} ≠ {exact_text(fiscal)} + "
        f"{exact_text(other)}，相差 {difference} 万元",
        "核对预算数、财政资金和其他资金，使预算数等于两项之和",
    )


@project_rule(
    "S02",
    Severity.ERROR,
    "产出、效益至少一条",
)
def output_and_outcome(project: BudgetProject, context: Context) -> Problems:
    """At least one 三级指标 stands under 产出指标 and one under 效益指标.

    Silent where a row's 一级指标 is not known: it may be the missing one, and C14 reports it.
    Source: the integrated budget system (强制性); 财预〔2021〕101号.
    """
    present: set[str] = set()
    for row in project.indicators:
        level1 = canonical_level1(row.level1.text, context.taxonomy)
        if level1 is None or not is_judged(row.level1):
            return
        if not row.level3.is_blank or row.level3.is_unreadable:
            present.add(level1)
    missing = [level1 for level1 in _REQUIRED_LEVEL1 if level1 not in present]
    if missing:
        message = f"缺少{'和'.join(missing)}：每个项目至少要有一条产出指标和一条效益指标"
        yield Problem(_place_of_indicators(project), message, f"补充{listed(missing)}")


def _place_of_indicators(project: BudgetProject) -> Entry | Origin:
    if project.indicators:
        return project.indicators[0].level1
    if project.goals and not project.goals[0].is_unreadable:
        return project.goals[0]
    return sheet_of(project)


@project_rule("S10", Severity.ERROR, "支出计划累计")
def plan_is_cumulative(project: BudgetProject, _context: Context) -> Problems:
    """The filled cells of 资金支出计划 never decrease, and the last one is 100%.

    The form asks for shares reached by the end of each month, not spent within it. Blank cells
    are S11's matter. Silent while a cell can't be read. Source: the form (cumulative).
    """
    plan = project.spending_plan
    if not _is_plan_readable(project):
        return
    filled = [(e, s) for e, s in zip(plan.entries, plan.shares, strict=True) if s is not None]
    if not filled:
        if plan.mar.origin.cell:
            yield Problem(
                plan.mar, "资金支出计划未填", "填写各月底的累计支出比例，最后一个月底填 100%"
            )
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
            )
        reached = max(reached, share)
    last, share = filled[-1]
    if share != FULL and not decreases:
        yield Problem(
            last,
            f"支出计划最后累计到 {_percent(share)}，没有达到 100%",
            "填写累计支出比例，最后一个月底应为 100%",
        )


@project_rule("S11", Severity.INFO, "支出计划空格")
def plan_blanks(project: BudgetProject, _context: Context) -> Problems:
    """Blank plan cells: before the first share they count 0%, after 100% they count 100%.

    Reported once a sheet, at the first. A blank between two values is an error: nobody knows
    what was reached. A blank behind the last value below 100% is S10's matter.
    Source: the sample document (projects 1, 3, 11, 13).
    """
    plan = project.spending_plan
    if not _is_plan_readable(project) or all(share is None for share in plan.shares):
        return
    labels = [field.label for field in layout.SPENDING_PLAN.values()]
    counts: list[tuple[Entry, str, str]] = []
    reached: Decimal | None = None
    for i, (label, entry, share) in enumerate(zip(labels, plan.entries, plan.shares, strict=True)):
        if share is not None:
            reached = share
        elif reached is None or reached == FULL:
            counts.append((entry, label, _percent(reached or Decimal(0))))
        elif any(later is not None for later in plan.shares[i:]):
            yield Problem(
                entry,
                f"{label}的支出计划未填，前后各月都有数，无法确定累计比例",
                "补填截至该月底的累计支出比例",
                Severity.ERROR,
            )
    if counts:
        said = listed(f"{label}按 {percent} 计" for _, label, percent in counts)
        fill = listed(f"{entry.origin.cell} 填 {percent}" for entry, _, percent in counts)
        yield Problem(counts[0][0], f"支出计划有空格：{said}", f"建议补齐：{fill}")


def _is_plan_readable(project: BudgetProject) -> bool:
    return all(
        not entry.is_unreadable and (entry.is_blank or share_of(entry) is not None)
        for entry in project.spending_plan.entries
    )


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"


@project_rule("S19", Severity.ERROR, "标题")
def title_names_project(project: BudgetProject, _context: Context) -> Problems:
    """The title is 项目名称 + 绩效目标表; a number in front is the sheet's place in the workbook.

    Source: the sample document.
    """
    title, name = project.title, project.project_name
    if not (is_judged(title) and is_judged(name)) or name.is_blank:
        return
    stated, expected = squeeze(title.text), f"{squeeze(name.text)}{layout.TITLE_SUFFIX}"
    fix = f"标题改为{quoted(f'{name.text.strip()}{layout.TITLE_SUFFIX}')}"
    numbered = _TITLE_NUMBER.fullmatch(stated)
    if stated == expected:
        return
    if not stated:
        yield Problem(title, "表的标题未填", fix)
    elif numbered and numbered["rest"] == expected:
        if int(numbered["number"]) != project.position:
            yield Problem(
                title,
                f"标题序号是 {numbered['number']}，但本表是第 {project.position} 张项目表",
                f"序号改为 {project.position}，或去掉序号",
            )
    elif not stated.endswith(layout.TITLE_SUFFIX):
        yield Problem(title, f"标题{quoted(title.text)}没有以“{layout.TITLE_SUFFIX}”结尾", fix)
    else:
        body = (numbered["rest"] if numbered else stated).removesuffix(layout.TITLE_SUFFIX)
        yield Problem(
            title, f"标题中的{quoted(body)}与项目名称{quoted(name.text.strip())}不一致", fix
        )
