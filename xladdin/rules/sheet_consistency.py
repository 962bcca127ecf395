"""Rules on what a project sheet says in several places: its years, its goals and indicators."""

import re
from collections.abc import Collection, Iterable, Iterator

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.project import BudgetProject, split_goals
from xladdin.domain.target_value import ValueKind
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.judging import is_judged
from xladdin.rules.registry import Certainty, Problem, Problems, project_rule
from xladdin.rules.wording import listed

_YEAR_IN_FRONT = re.compile(r"[(“《]?(?P<year>(?:19|20)\d\d)年度?(?![-~—至到])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATED = frozenset({ValueKind.DATE, ValueKind.PERIOD})
_CENTURY = 2000
_BEGINNING = re.compile("开始|开工|启动|起始|签订|起止")
_USE_ITEMS = re.compile("[,，、;；。]")
_FRAME = re.compile(r"^[(]?[\d一二三四五六七八九十]+[.、)]+|^用于|[。;；]+$")
_SHORTEST_GOAL = 4  # characters: less says too little to look for
_MOST_QUOTED = 3


@project_rule("S18", Severity.WARNING, "年度一致")
def years_agree(project: BudgetProject, context: Context) -> Problems:
    """项目名称开头的年份和指标值中的年份应是预算年度。

    年份不对，多半是照搬了上年的表。跨到下一年的期间只作提示；项目名称写明结转、尾款等以前年度事项的，
    或项目编码本来就是那一年的延续项目，不提示。标题与项目名称不同的，由 S19 提示。

    来源：表样
    """
    budget_year = context.budget_year
    if budget_year is None:
        return
    name = project.project_name
    words = context.settings.words.earlier_year_words
    is_continued = _year_of_code(project) < budget_year
    if is_judged(name):
        said = squeeze(name.text)
        found = _YEAR_IN_FRONT.match(said)
        year = int(found["year"]) if found else budget_year
        if year != budget_year and not (is_continued and year == _year_of_code(project)):
            if words.first_in(said):
                is_continued = True
            else:
                yield Problem(
                    name,
                    f"项目名称以 {year}年 开头，预算年度是 {budget_year}年",
                    f"改为 {budget_year}年；确是以前年度的事项，在名称中写明结转、尾款等",
                )
    for row in context.rows(project):
        if row.target.kind in _DATED:
            yield from _year_of_value(row, budget_year, is_continued)


def _year_of_code(project: BudgetProject) -> int:
    """The year in which the project got its code; 9999 where the code doesn't tell."""
    digits = squeeze(project.project_code.text)[6:8]
    return _CENTURY + int(digits) if len(digits) == 2 and digits.isdecimal() else 9999


def _year_of_value(row: JudgedRow, budget_year: int, is_continued: bool) -> Problems:
    years = [int(year) for year in _YEAR.findall(row.value)]
    if not years or years == [budget_year] * len(years):
        return
    cell = row.cells.target_value
    shown = quoted(cell.text)
    if min(years) <= budget_year <= max(years):
        message = f"指标值{shown}的期间跨到预算年度 {budget_year}年 之外"
        fix = "只填预算年度内要完成的；确实跨年的可以不改"
        yield Problem(cell, message, fix, Severity.INFO)
        return
    is_later = min(years) > budget_year
    is_known = is_later or is_continued or bool(_BEGINNING.search(row.named))
    yield Problem(
        cell,
        f"指标值{shown}中的年份不是预算年度 {budget_year}年",
        f"核对年份，本年要完成的改为 {budget_year}年",
        Severity.INFO if is_known else None,
    )


@project_rule("S20", Severity.INFO, "目标有指标", certainty=Certainty.HEURISTIC)
def goals_have_indicators(project: BudgetProject, context: Context) -> Problems:
    """每条绩效目标、每项资金用途都要有相应的指标。

    目标写了却没有指标衡量，年底无从考核。这里只看文字：一条目标与所有三级指标、描述、数量没有任何
    相同的词，才提示；换了说法的，可以不改。

    来源：财预〔2015〕88号（审核·相关性）
    """
    rows = context.rows(project)
    named = "\n".join(
        [f"{row.level3}\n{row.description}\n{_quantity_in(row)}" for row in rows if row.level3]
    )
    if not named:
        return
    lonely_goals = [
        (entry, goal)
        for entry in project.goals
        for goal in _without_word(split_goals(_text_of(entry)), named, context)
        if len(goal) >= _SHORTEST_GOAL
    ]
    shortest = context.settings.thresholds.shortest_use_item
    items = _USE_ITEMS.split(_text_of(project.fund_use))
    lonely_uses = [use for use in _without_word(items, named, context) if len(use) >= shortest]
    told = [
        f"{label}{listed(map(quoted, lonely[:_MOST_QUOTED]))}{'等' * (len(lonely) > _MOST_QUOTED)}"
        for label, lonely in (
            (layout.GOALS.label, [goal for _, goal in lonely_goals]),
            (layout.FUND_USE.label, lonely_uses),
        )
        if lonely
    ]
    if told:
        yield Problem(
            lonely_goals[0][0] if lonely_goals else project.fund_use,
            f"疑似没有相应的指标：{'；'.join(told)}与各三级指标、描述没有相同的词",
            "为它补充指标，或删去不考核的目标；换了说法的可以不改",
        )


def _quantity_in(row: JudgedRow) -> str:
    """The target value where it counts something: 用于6辆公务用车 is measured by 6辆, too."""
    return row.value if row.target.unit_text else ""


def _text_of(entry: Entry) -> str:
    return entry.text if is_judged(entry) else ""


def _without_word(texts: Iterable[str], named: str, context: Context) -> Iterator[str]:
    """The texts that share no word with the names, squeezed and without a number in front."""
    empty = context.settings.words.empty_goal_words.words
    for text in texts:
        if not _shares_word(text, named, empty):
            said = squeeze(text)
            if said == text or not _shares_word(said, named, empty):
                yield _FRAME.sub("", said)


def _shares_word(text: str, named: str, empty: Collection[str]) -> bool:
    """True where two characters that follow each other in the text do so in the names, too."""
    for i in range(len(text) - 1):
        pair = text[i : i + 2]
        if pair in named and pair not in empty and pair.isalnum() and pair[1].isalpha():
            return True
    return False
