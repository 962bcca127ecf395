"""Rules on a workbook's sheets together: units, doubles, the ceiling. Files: ``workbook_file``."""

from collections.abc import Iterator
from decimal import Decimal

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.money import exact_text
from xladdin.domain.project_code import normalize_code
from xladdin.domain.submission import Cover, Submission, split_unit_line
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import budget_of, is_judged, place_of_total, total_budget
from xladdin.rules.registry import Problem, Problems, workbook_rule
from xladdin.rules.wording import place

_SHOWN_ADDENDS = 10


@workbook_rule("W01", Severity.ERROR, "编码、名称唯一")
def projects_are_unique(submission: Submission, _context: Context) -> Problems:
    """一个工作簿里，项目编码不能重复，项目名称也不能重复。

    复制项目表后忘了改编码和名称，同一项目就会被汇总两次。在后一张表上提示。

    来源：算术
    """
    codes = [(p.project_code, normalize_code(p.project_code.text)) for p in submission.projects]
    names = [(p.project_name, squeeze(p.project_name.text)) for p in submission.projects]
    yield from _doubles(layout.PROJECT_CODE.label, codes)
    yield from _doubles(layout.PROJECT_NAME.label, names)


def _doubles(label: str, keyed: list[tuple[Entry, str]]) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry, key in keyed:
        if not key or not is_judged(entry):
            continue
        earlier = first.setdefault(key, entry)
        if earlier is not entry:
            yield Problem(
                entry,
                f"{label}{quoted(entry.text)}与{place(earlier, entry)} 重复",
                "同一项目只保留一张表；不同的项目请改正编码和名称",
            )


@workbook_rule("W02", Severity.ERROR, "单位一致")
def one_unit(submission: Submission, _context: Context) -> Problems:
    """每张项目表的单位行都是封面上的单位；没有封面的，各表的单位一致。

    混进别的单位的项目表，会被算在本单位名下。封面没有填单位时各表的单位行也是空的，由 C06 提示。

    来源：工作流程
    """
    lines = [p.unit_line for p in submission.projects if is_judged(p.unit_line)]
    whose, code, name = _unit_expected(submission.cover, lines)
    own_line = f"{code} {name}"
    for line in lines:
        if code and line.text == own_line:
            continue
        if line.is_blank and (submission.cover is None or code or name):
            fix = "填写单位编码和单位名称，如“316001 某某局本级”"
            yield Problem(line, "表上没有写明单位", fix)
        elif not line.is_blank and _names_another(line, code, name):
            unit = quoted(f"{code} {name}".strip())
            message = f"本表单位{quoted(line.text)}与{whose}的单位{unit}不一致"
            yield Problem(line, message, "核对单位；不是本单位的项目表请移出本工作簿")


def _unit_expected(cover: Cover | None, lines: list[Entry]) -> tuple[str, str, str]:
    """Where the unit is stated first, its code and its name; empty what is not stated there."""
    if cover is not None:
        parts = (cover.unit_code, cover.unit_name)
        code, name = (part.text.strip() if is_judged(part) else "" for part in parts)
        return layout.COVER_SHEET, code, name
    stated = next((line for line in lines if not line.is_blank), None)
    if stated is None:
        return "", "", ""
    return f"工作表“{stated.origin.sheet}”", *split_unit_line(stated.text)


def _names_another(line: Entry, code: str, name: str) -> bool:
    """Whether a unit line differs in a part that is known; C06 reports a part that is not."""
    line_code, line_name = split_unit_line(line.text)
    pairs = ((line_code, code), (line_name, name))
    return any(squeeze(known) not in {"", squeeze(stated)} for stated, known in pairs)


@workbook_rule("W05", Severity.ERROR, "控制数")
def within_ceiling(submission: Submission, context: Context) -> Problems:
    """各项目预算数合计不超过单位名录中本单位的控制数；二上时等于控制数。

    超过控制数的申报会被整体退回。单位名录没有控制数，或有预算数不是数字的，不作比较。

    来源：预算编制程序（两上两下）
    """
    unit = context.roster.find(squeeze(submission.unit_code)) if context.roster else None
    spent = total_budget(submission)
    at = place_of_total(submission)
    if unit is None or unit.ceiling_amount is None or spent is None or at is None:
        return
    ceiling = unit.ceiling_amount
    cover = submission.cover
    is_second_round = cover is not None and layout.ROUNDS[1] in squeeze(cover.round.text)
    if spent > ceiling or (is_second_round and spent != ceiling):
        compared = "超过" if spent > ceiling else "低于"
        fix = "压减项目预算数，或申请调整控制数"
        yield Problem(
            at,
            f"各项目预算数合计 {_sum_text(submission)} 万元，{compared}控制数 "
            f"{exact_text(ceiling)} 万元，相差 {exact_text(abs(spent - ceiling))} 万元",
            f"{fix}；二上的合计应等于控制数" if is_second_round else fix,
        )


def _sum_text(submission: Submission) -> str:
    """``13.48 + 19.71 = 33.19``; only the result where there are many addends."""
    budgets = [budget_of(project) or Decimal(0) for project in submission.projects]
    spent = exact_text(sum(budgets, Decimal(0)))
    is_shown = 1 < len(budgets) <= _SHOWN_ADDENDS
    return f"{' + '.join(map(exact_text, budgets))} = {spent}" if is_shown else spent


@workbook_rule("W08", Severity.WARNING, "同名归类不一")
def same_name_same_class(submission: Submission, context: Context) -> Problems:
    """同一个三级指标，在各张项目表里归入同一个二级指标。

    归类不一，按二级指标统计时就对不上。在后一张表的二级指标上提示；同一张表内的由 S07 提示。

    来源：公开样例（业务处理及时率归入时效，又归入质量）
    """
    earlier_sheets: dict[str, dict[str, Entry]] = {}
    for project in submission.projects:
        on_this_sheet: list[tuple[str, str, Entry]] = []
        for row in context.rows(project):
            name, level2, cells = row.level3, row.level2, row.cells
            if not name or level2 is None:
                continue
            on_this_sheet.append((name, level2, cells.level2))
            places = earlier_sheets.get(name, {})
            if places and level2 not in places:
                other, where = next(iter(places.items()))
                yield Problem(
                    cells.level2,
                    f"三级指标{quoted(cells.level3.text)}在本表归入{level2}，"
                    f"在{place(where, cells.level2)} 归入{other}",
                    "同一指标在各表归入同一个二级指标；含义不同的请改名称",
                )
        for name, level2, entry in on_this_sheet:
            earlier_sheets.setdefault(name, {}).setdefault(level2, entry)
