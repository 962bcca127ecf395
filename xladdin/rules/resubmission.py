"""Rule on what a unit changed when it sent its workbook again."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from xladdin.domain.department import Department
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.origin import Origin
from xladdin.domain.pairing import Pairing
from xladdin.domain.project import BudgetProject, Indicator
from xladdin.domain.project_code import normalize_code
from xladdin.domain.submission import Submission
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import (
    LabelledEntry,
    amounts,
    cover_inputs,
    head_texts,
    row_texts,
    target_texts,
)
from xladdin.rules.registry import Problem, Problems, department_rule

_BLANK = "空白"
_WHO_AND_WHEN = {layout.PREPARER.label, layout.TELEPHONE.label, layout.PREPARED_ON.label}
_LabelledPair = tuple[str, Entry | None, Entry | None]


@department_rule("D06", Severity.INFO, "重报差异")
def changes_of_resubmission(department: Department, context: Context) -> Problems:
    """单位重新报送的，列出与上一次相比改了哪些单元格；内容一处没改的是警告。

    退回后重报，只需审核改动的地方；一处没改，多半是发错了文件，或者没有处理退回的问题。
    填报人、电话和日期，空格、换行和全半角的差别不算改动；同一个文件的副本不算重报。

    来源：工作流程
    """
    for older_file, newer_file in department.resubmitted:
        older, newer = older_file.submission, newer_file.submission
        if older is None or newer is None:
            continue
        changes = list(_changes(older, newer))
        who = f"单位 {newer.unit_code} " if newer.unit_code else "部门整体绩效目标"
        compared = f"{who}重报的内容与上一次的“{older.file}”"
        if changes:
            yield _listed(newer, compared, changes, context.settings.thresholds.most_changes_listed)
        elif older.explanations == newer.explanations:
            yield Problem(
                Origin(newer.file),
                f"{who}两次报送的“{older.file}”和“{newer.file}”内容相同，一处没有改动",
                "与单位核对：是否发错了文件，退回的问题是否已经处理",
                Severity.WARNING,
            )
        else:
            yield Problem(
                Origin(newer.file),
                f"{compared}相同，只改动了审核说明",
                "审核新写的审核说明",
            )


def _listed(newer: Submission, compared: str, changes: Sequence[str], most: int) -> Problem:
    rest = f"；……等共 {len(changes)} 处" if len(changes) > most else ""
    return Problem(
        Origin(newer.file),
        f"{compared}相比，改动 {len(changes)} 处：{'；'.join(changes[:most])}{rest}",
        "只需审核改动的地方",
    )


def _changes(older: Submission, newer: Submission) -> Iterator[str]:
    if older.cover is not None and newer.cover is not None:
        before, after = cover_inputs(older.cover), cover_inputs(newer.cover)
        pairs = _paired(list(before), list(after))
        yield from _changed([pair for pair in pairs if pair[0] not in _WHO_AND_WHEN])
    if older.targets is not None and newer.targets is not None:
        before, after = target_texts(older.targets), target_texts(newer.targets)
        yield from _changed(_paired(list(before), list(after)))
    yield from _changed_projects(older.projects, newer.projects)


def _changed_projects(
    older: Sequence[BudgetProject], newer: Sequence[BudgetProject]
) -> Iterator[str]:
    pairing = Pairing(older, newer)
    pairs = [pair for key in (_code, _name, _sheet) for pair in pairing.by(key, key)]
    was = {id(after): before for before, after in pairs}
    for project in newer:
        before = was.get(id(project))
        if before is None:
            yield f"新增“{project.sheet}”{quoted(project.project_name.text)}"
        else:
            yield from _changed_project(before, project)
    kept = {id(before) for before, _ in pairs}
    for project in older:
        if id(project) not in kept:
            yield f"删去原“{project.sheet}”{quoted(project.project_name.text)}"


def _code(project: BudgetProject) -> str | None:
    return normalize_code(project.project_code.text) or None


def _name(project: BudgetProject) -> str | None:
    return squeeze(project.project_name.text) or None


def _sheet(project: BudgetProject) -> str | None:
    return project.sheet


def _changed_project(before: BudgetProject, after: BudgetProject) -> Iterator[str]:
    for part in (head_texts, amounts):
        yield from _changed(_paired(list(part(before)), list(part(after))))
    old_names, names = (
        [squeeze(row.level3.text) for row in project.indicators] for project in (before, after)
    )
    matched = SequenceMatcher(None, old_names, names, autojunk=False).get_opcodes()
    for _, start, end, new_start, new_end in matched:
        old_rows = before.indicators[start:end]
        new_rows = after.indicators[new_start:new_end]
        for old, new in zip_longest(old_rows, new_rows):
            yield from _changed_row(old, new)


def _changed_row(old: Indicator | None, new: Indicator | None) -> Iterator[str]:
    if old is None and new is not None:
        yield f"{_place(new.level3)} 新增指标{quoted(new.level3.text)}"
    elif old is not None and new is None:
        yield f"删去指标{quoted(old.level3.text)}（原 {_place(old.level3)}）"
    elif old is not None and new is not None:
        yield from _changed(_paired(list(row_texts(old)), list(row_texts(new))))


def _paired(before: Sequence[LabelledEntry], after: Sequence[LabelledEntry]) -> list[_LabelledPair]:
    """Entries side by side, the goals or texts that one of the times lacks with None."""
    pairs: list[_LabelledPair] = []
    labels = dict.fromkeys(label for label, _ in (*before, *after))
    for label in labels:
        old = [entry for name, entry in before if name == label]
        new = [entry for name, entry in after if name == label]
        pairs += [(label, *pair) for pair in zip_longest(old, new)]
    return pairs


def _changed(pairs: Sequence[_LabelledPair]) -> Iterator[str]:
    for label, old, new in pairs:
        texts = [entry.text if entry is not None else "" for entry in (old, new)]
        if squeeze(texts[0]) != squeeze(texts[1]):
            at = new if new is not None else old
            before, after = (quoted(text) if text.strip() else _BLANK for text in texts)
            yield f"{_place(at)} {label} {before} → {after}"


def _place(entry: Entry | None) -> str:
    return f"{entry.origin.sheet}!{entry.origin.cell}" if entry is not None else ""
