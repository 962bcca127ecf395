"""Rules on the indicator table as a whole: which classes it has, how many rows, repeated names."""

from collections.abc import Iterable, Sequence

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.domain.text import quoted
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.judging import sheet_of
from xladdin.rules.registry import Problem, Problems, project_rule
from xladdin.rules.wording import listed

_OUTPUT = "产出指标"
_SATISFACTION = "满意度指标"
_REQUIRED_LEVEL1 = (_OUTPUT, "效益指标")
_LONGEST_NAME = 20  # characters of a 绩效指标描述 that can stand as a name


@project_rule("S02", Severity.ERROR, "产出、效益至少一条")
def output_and_outcome(project: BudgetProject, context: Context) -> Problems:
    """每个项目至少要有一条产出指标和一条效益指标，并写明三级指标。

    只有产出没有效益，说明不了花钱的效果；一体化系统也不予保存。一级指标有认不出的，它也许就是
    缺的那一条，先由 C14 提示。

    来源：一体化系统（强制性审核）；财预〔2021〕101号
    """
    rows = context.rows(project)
    if any(row.level1 is None for row in rows):
        return
    present = {row.level1 for row in rows if row.level3 or row.cells.level3.is_unreadable}
    missing = [level1 for level1 in _REQUIRED_LEVEL1 if level1 not in present]
    if missing:
        message = f"缺少{'和'.join(missing)}：每个项目至少要有一条产出指标和一条效益指标"
        yield Problem(place_of_indicators(project), message, f"补充{listed(missing)}")


def place_of_indicators(project: BudgetProject) -> Entry | Origin:
    """Where a finding on the table as a whole belongs: its first cell, else the goals."""
    if project.indicators:
        return project.indicators[0].level1
    if project.goals and not project.goals[0].is_unreadable:
        return project.goals[0]
    return sheet_of(project)


@project_rule("S03", Severity.WARNING, "产出二级齐全")
def every_kind_of_output(project: BudgetProject, context: Context) -> Problems:
    """产出指标下应当数量、质量、时效各有一条；2015版还要有成本指标。

    办多少、办得怎样、何时办完、花多少钱，是产出的四个方面，缺一面就说不清产出。确实不适用的，
    写审核说明。二级指标有认不出的，先由 C14 提示；没有任何产出指标的，由 S02 提示。

    来源：财预〔2015〕88号（列举的产出指标）；公开样例
    """
    rows = context.rows(project)
    if any(row.level2 is None for row in rows):
        return
    first = next((row for row in rows if row.level1 == _OUTPUT), None)
    if first is None:
        return
    present = {row.level2 for row in rows}
    missing = [kind for kind in context.taxonomy.level2(_OUTPUT) if kind not in present]
    if missing:
        yield Problem(
            first.cells.level2,
            f"产出指标中没有{listed(missing)}",
            f"补充{listed(missing)}；确实不适用的，写审核说明",
        )


@project_rule("S05", Severity.WARNING, "满意度")
def satisfaction_is_asked(project: BudgetProject, context: Context) -> Problems:
    """每个项目一般要有满意度指标。

    绩效自评的权重中有满意度一项。没有具体服务对象、不直接面向公众的项目可以不设，写审核说明即可。

    来源：财预〔2021〕101号（根据实际需要选用）；财预〔2020〕10号（权重）
    """
    rows = context.rows(project)
    if not rows or any(row.level1 in (None, _SATISFACTION) for row in rows):
        return
    yield Problem(
        rows[-1].cells.level1,
        "没有满意度指标",
        "补充服务对象满意度指标，写明服务对象，如 办事群众满意度 ≥95%；不需要的，写审核说明",
    )


@project_rule("S06", Severity.WARNING, "三级指标重名")
def names_differ_within_class(project: BudgetProject, context: Context) -> Problems:
    """同一个二级指标下，各行的三级指标名称不能相同。

    重名的指标导入一体化系统时会被拒绝，监控、自评时也分不清是哪一条。多半可以改用绩效指标描述
    作名称。

    来源：一体化系统（指标名称查重）
    """
    same: dict[tuple[str | None, str], list[JudgedRow]] = {}
    for row in context.rows(project):
        if row.level3:
            same.setdefault((row.level2, row.level3), []).append(row)
    for (level2, _), rows in same.items():
        if level2 is not None and len(rows) > 1:
            yield _repeated(rows, f"{level2}中有 {len(rows)} 行三级指标同名")


@project_rule("S07", Severity.INFO, "跨二级重名")
def names_differ_between_classes(project: BudgetProject, context: Context) -> Problems:
    """不同的二级指标下，三级指标的名称也不宜相同。

    数量指标和成本指标同用一个名称，汇总时只看名称就会混淆；名称中写明“次数”“费用”即可区分。

    来源：一体化系统（指标名称查重）
    """
    first: dict[str, JudgedRow] = {}
    told: set[str] = set()
    for row in context.rows(project):
        if not row.level3 or row.level2 is None:
            continue
        earlier = first.setdefault(row.level3, row)
        if earlier.level2 != row.level2 and row.level3 not in told:
            told.add(row.level3)
            yield _repeated([earlier, row], f"{earlier.level2}和{row.level2}用了同一个三级指标名称")


def _repeated(rows: Sequence[JudgedRow], what: str) -> Problem:
    """Rows of one name, at the second of them; the 描述 are proposed as names where they can be."""
    cells = [row.cells.level3 for row in rows]
    shown = f"{what}{quoted(cells[0].text)}（{listed(cell.origin.cell for cell in cells)}）"
    descriptions = [row.description for row in rows]
    if len(set(descriptions)) == 1 and len({row.value for row in rows}) == 1:
        return Problem(
            cells[1], f"{shown}，内容也相同", "重复的行只留一行", evidence=(cells[0], *cells[2:])
        )
    fix = "改成各不相同的名称，写明各自衡量的是什么"
    if _can_be_names(descriptions):
        renamed = (
            f"{cell.origin.cell} 改为{quoted(row.cells.description.text)}"
            for cell, row in zip(cells, rows, strict=True)
            if row.description != row.level3
        )
        fix = f"改成各不相同的名称，可用绩效指标描述：{listed(renamed)}"
    return Problem(cells[1], shown, fix, evidence=(cells[0], *cells[2:]))


def _can_be_names(descriptions: Iterable[str]) -> bool:
    listed_once = list(descriptions)
    is_short = all(0 < len(text) <= _LONGEST_NAME for text in listed_once)
    return is_short and len(set(listed_once)) == len(listed_once)


@project_rule("S09", Severity.INFO, "指标条数")
def number_of_indicators(project: BudgetProject, context: Context) -> Problems:
    """一个项目的指标不宜过少或过多，一个二级指标下也不宜过多。

    过少说明不了项目，过多则重点不突出、自评工作量大。全国没有统一的条数规定，界限可以在设置中改。

    来源：财预〔2021〕101号（重点突出）；地方表样
    """
    rows = context.rows(project)
    limits = context.settings.thresholds
    if not rows:
        return
    count = len(rows)
    if count < limits.fewest_indicators:
        message = f"只有 {count} 条指标，一般不少于 {limits.fewest_indicators} 条"
        yield Problem(rows[-1].cells.level2, message, "补充能说明项目产出和效益的指标")
    elif count > limits.most_indicators:
        message = f"有 {count} 条指标，一般不超过 {limits.most_indicators} 条"
        yield Problem(rows[-1].cells.level2, message, "保留最能说明项目产出和效益的指标")
    elif count > limits.most_indicators_of_class:
        yield from _crowded_class(rows, limits.most_indicators_of_class)


def _crowded_class(rows: Sequence[JudgedRow], most: int) -> Problems:
    counts: dict[str | None, int] = {}
    for row in rows:
        counts[row.level2] = counts.get(row.level2, 0) + 1
    for level2, count in counts.items():
        if level2 is not None and count > most:
            last = next(row for row in reversed(rows) if row.level2 == level2)
            message = f"{level2}有 {count} 条，一般不超过 {most} 条"
            yield Problem(last.cells.level2, message, "合并相近的指标，保留最能说明问题的")
            return
