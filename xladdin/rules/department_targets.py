"""Rules on the department's own targets: their three parts, and whether the projects fit them."""

import re
from collections.abc import Iterable, Iterator

from xladdin.domain.department import Department
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.domain.submission import DepartmentTargets, SubGoal
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import is_judged
from xladdin.rules.registry import Certainty, Problem, Problems, department_rule
from xladdin.rules.wording import listed
from xladdin.rules.words import WordList

_NO_AMOUNT = re.compile(  # years, numbers of documents, numbers of items
    r"(?:19|20)\d\d(?:[-—~至](?:19|20)?\d\d)?年"
    r"|[〔\[(【](?:19|20)\d\d[〕\])】](?:第?\d+号)?"
    r"|(?<![\d.])\d{1,2}[.、)](?!\d)"
)
_NUMBER = re.compile(
    r"\d|百分之|[一二三四五六七八九]成"
    r"|[二三四五六七八九十百千万两][一二三四五六七八九十百千万]*[余多]?"
    r"[个项次场批人名户家所座处条件套台份期村亩米元]"
)
_NO_CHINESE = re.compile("[^\u4e00-\u9fff]+")
_SHOWN_PROJECTS = 10


@department_rule("D04", Severity.ERROR, "整体目标三部分")
def targets_complete(department: Department, _context: Context) -> Problems:
    """部门整体绩效目标有总体绩效目标、分项绩效目标（各有绩效指标）和工作保障措施三部分。

    三部分是公开文本第一部分的内容，缺一不可。分项的绩效指标没有一个数的，无法衡量，是警告。
    还没有收到部门整体绩效目标工作簿的，提示一次（警告），不影响先汇总各单位的项目。

    来源：河北省部门预算绩效文本（部门整体、专项资金、预算项目）；公开样例
    """
    own = department.own
    if own is None or own.targets is None:
        if department.used:
            yield Problem(
                department.origin,
                "没有收到部门整体绩效目标工作簿，汇总和公开文本中的这一部分暂缺",
                "用部门模板填写总体绩效目标、分项绩效目标和工作保障措施，放入同一文件夹",
                Severity.WARNING,
            )
        return
    targets = own.targets
    yield from _parts(targets, Origin(own.file, targets.overall_goal.origin.sheet))


def _parts(targets: DepartmentTargets, sheet: Origin) -> Iterator[Problem]:
    if _is_missing(targets.overall_goal):
        label = layout.OVERALL_GOAL.label
        yield Problem(targets.overall_goal, f"{label}未填", f"填写{label}")
    if not targets.sub_goals:
        label = layout.SUB_GOALS_LABEL
        yield Problem(sheet, f"没有{label}", f"至少填写一项{label}，并写明它的绩效指标")
    for sub_goal in targets.sub_goals:
        yield from _sub_goal(sub_goal)
    if not targets.measures:
        label = layout.MEASURES_LABEL
        yield Problem(sheet, f"没有{label}", f"填写{label}")
    for measure in targets.measures:
        if _is_missing(measure.text):
            what = f"措施{quoted(measure.heading.text)}没有写内容"
            yield Problem(measure.text, what, "写明怎样做", Severity.WARNING)


def _sub_goal(sub_goal: SubGoal) -> Iterator[Problem]:
    goal, indicators = sub_goal.goal, sub_goal.indicators
    if _is_missing(goal):
        yield Problem(goal, f"{layout.SUB_GOALS_LABEL}未填", "填写这些绩效指标所属的分项目标")
    if _is_missing(indicators):
        message = f"分项绩效目标{quoted(goal.text)}没有绩效指标"
        yield Problem(indicators, message, "写明衡量这项目标的指标和要达到的数")
    elif is_judged(indicators) and not _states_number(indicators):
        yield Problem(
            indicators,
            f"分项绩效目标{quoted(goal.text)}的绩效指标没有一个数，无法衡量",
            "补充要达到的数，如 支付及时率≥95%、群众满意度≥90%",
            Severity.WARNING,
            evidence=(goal,),
        )


def _is_missing(entry: Entry) -> bool:
    return entry.is_blank and not entry.is_unreadable


def _states_number(entry: Entry) -> bool:
    """Whether there is a number apart from years and numbers of documents."""
    return _NUMBER.search(_NO_AMOUNT.sub("", squeeze(entry.text))) is not None


@department_rule("D05", Severity.INFO, "分项覆盖项目", certainty=Certainty.HEURISTIC)
def projects_fit_sub_goals(department: Department, context: Context) -> Problems:
    """每个项目都能归入一项分项绩效目标。

    部门的分项绩效目标要由具体项目来实现。这里只看文字：项目的名称、用途、绩效目标与各分项绩效目标及其
    绩效指标没有任何相同的内容，才列出来；换了说法的可以不改。

    来源：财预〔2015〕88号（审核·相关性）
    """
    own = department.own
    if own is None or own.targets is None or not own.targets.sub_goals:
        return
    sub_goals, words = own.targets.sub_goals, context.settings.words.general_words
    known = _contents([e for goal in sub_goals for e in (goal.goal, goal.indicators)], words)
    if not known:
        return
    strangers = [
        project.project_name
        for sent in department.used
        for project in sent.projects
        if not _project_contents(project, words) & known and not project.project_name.is_blank
    ]
    if strangers:
        count = len(strangers)
        shown = listed(quoted(name.text) for name in strangers[:_SHOWN_PROJECTS])
        yield Problem(
            sub_goals[0].goal,
            f"疑似有 {count} 个项目归不进任何一项分项绩效目标（文字上没有相同的内容）：{shown}"
            + ("等" if count > _SHOWN_PROJECTS else ""),
            "核对这些项目属于哪一项；确实没有的，补充分项绩效目标",
            evidence=tuple(strangers),
        )


def _project_contents(project: BudgetProject, words: WordList) -> set[str]:
    return _contents([project.project_name, project.fund_use, *project.goals], words)


def _contents(entries: Iterable[Entry], words: WordList) -> set[str]:
    """Every two Chinese characters that follow each other, but for words that everybody uses."""
    pairs: set[str] = set()
    for entry in entries:
        if is_judged(entry):
            telling = words.pattern.sub(" ", squeeze(entry.text))
            for run in _NO_CHINESE.split(telling):
                pairs.update(run[i : i + 2] for i in range(len(run) - 1))
    return pairs
