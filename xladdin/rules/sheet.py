"""Rules on the head of a project sheet: the sum of its funds, its title."""

import re

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.finding import Edit, Severity
from xladdin.domain.money import exact_text
from xladdin.domain.project import BudgetProject
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import budget_of, is_judged, part_of_budget
from xladdin.rules.registry import Problem, Problems, project_rule

_TITLE_NUMBER = re.compile(r"(?P<number>\d{1,3})(?P<mark>[.、])(?P<rest>.+)")


@project_rule("S01", Severity.ERROR, "预算数=财政+其他")
def budget_is_sum(project: BudgetProject, _context: Context) -> Problems:
    """预算数必须等于财政资金与其他资金之和，分毫不差；空白按 0 计。

    三个数互相勾稽，差一分钱汇总表就对不上。其中有金额读不出来时，由 C07、C08 等规则提示，
    本规则不再重复。

    来源：算术；表样
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
        evidence=(project.fiscal, project.other),
    )


@project_rule("S19", Severity.ERROR, "标题")
def title_names_project(project: BudgetProject, _context: Context) -> Problems:
    """表的标题应是“项目名称”加“绩效目标表”；标题前有序号的，应是本表在工作簿中的位置。

    标题和项目名称都会公开，两处不一致，看的人无法确定是哪个项目。可以没有序号，空格和换行不计。

    来源：公开样例
    """
    title, name = project.title, project.project_name
    if not (is_judged(title) and is_judged(name)) or name.is_blank:
        return
    stated, expected = squeeze(title.text), f"{squeeze(name.text)}{layout.TITLE_SUFFIX}"
    if stated == expected:
        return
    numbered = _TITLE_NUMBER.fullmatch(stated)
    right = f"{name.text.strip()}{layout.TITLE_SUFFIX}"
    if numbered and expected.startswith(f"{numbered['number']}{numbered['mark']}"):
        numbered = None  # the number is the name's own: 3.5万千瓦光伏电站
    if numbered:
        if numbered["rest"] == expected and int(numbered["number"]) == project.position:
            return
        right = f"{project.position}{numbered['mark']}{right}"
    message, fix = _what_differs(stated, expected, numbered, project)
    yield Problem(
        title,
        message,
        fix or f"标题改为{quoted(right)}",
        evidence=(name,),
        edits=_new_title(title, name, right),
    )


def _what_differs(
    stated: str, expected: str, numbered: re.Match[str] | None, project: BudgetProject
) -> tuple[str, str]:
    """What is wrong with the title, and the mend where it isn't simply another title."""
    if not stated:
        return "表的标题未填", ""
    if numbered and numbered["rest"] == expected:
        place = project.position
        message = f"标题序号是 {numbered['number']}，但本表是第 {place} 张项目表"
        return message, f"序号改为 {place}，或去掉序号"
    if not stated.endswith(layout.TITLE_SUFFIX):
        shown = quoted(project.title.text)
        return f"标题{shown}没有以“{layout.TITLE_SUFFIX}”结尾", ""
    body = (numbered["rest"] if numbered else stated).removesuffix(layout.TITLE_SUFFIX)
    name = quoted(project.project_name.text.strip())
    return f"标题中的{quoted(body)}与项目名称{name}不一致", ""


def _new_title(title: Entry, name: Entry, right: str) -> tuple[Edit, ...]:
    """The title as it should read; nothing where a formula makes it or the name needs mending."""
    is_typed = title.formula is FormulaState.NONE and title.origin.cell != ""
    if not is_typed or not name.text.strip().isprintable():
        return ()
    return (Edit(title.origin, title.text, right),)
