"""Runs the rules and puts their findings in the order of the workbook."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from xladdin.domain.department import Department
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.domain.submission import Submission
from xladdin.rules import (
    cell,
    cell_amounts,
    cell_codes,
    cell_goals,
    cell_punctuation,
    cell_rows,
    cell_slips,
    cell_texts,
    cell_width,
    department,
    department_progress,
    department_targets,
    publication,
    publication_privacy,
    resubmission,
    row,
    row_bases,
    row_names,
    row_units,
    row_values,
    sheet,
    sheet_consistency,
    sheet_costs,
    sheet_indicators,
    sheet_numbers,
    sheet_order,
    sheet_plan,
    sheet_quantities,
    workbook,
    workbook_bases,
    workbook_facts,
    workbook_file,
    workbook_order,
)
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.explaining import with_explanations
from xladdin.rules.own_checks.judging import own_rules
from xladdin.rules.registry import (
    EVERY_ROW,
    CheckT,
    DepartmentCheck,
    ProjectCheck,
    RowCheck,
    RowSort,
    Rule,
    RuleSet,
    WorkbookCheck,
    catalogue_place,
    department_rule,
    project_rule,
    row_rule,
    workbook_rule,
)
from xladdin.rules.settings import STANDARD, Settings

AnyRule = Rule[RowCheck] | Rule[ProjectCheck] | Rule[WorkbookCheck] | Rule[DepartmentCheck]

RULE_MODULES = (
    cell_codes,
    cell,
    cell_amounts,
    cell_goals,
    cell_rows,
    cell_texts,
    cell_punctuation,
    cell_slips,
    cell_width,
    row,
    row_bases,
    row_names,
    row_units,
    row_values,
    sheet,
    sheet_consistency,
    sheet_costs,
    sheet_indicators,
    sheet_numbers,
    sheet_order,
    sheet_plan,
    sheet_quantities,
    workbook,
    workbook_file,
    workbook_order,
    workbook_facts,
    workbook_bases,
    department,
    department_targets,
    department_progress,
    resubmission,
    publication,
    publication_privacy,
)
"""Where the rules stand: importing a module registers its rules."""

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


@cache
def all_rules() -> tuple[AnyRule, ...]:
    """Every registered rule in the order of the catalogue."""
    rules: list[AnyRule] = [*row_rule.rules, *project_rule.rules]
    rules += [*workbook_rule.rules, *department_rule.rules]
    return tuple(sorted(rules, key=lambda rule: catalogue_place(rule.id)))


def check_submission(submission: Submission, settings: Settings = STANDARD) -> list[Finding]:
    """What is wrong in one workbook: one finding a cell, in the order of sheets and cells.

    With a roster in the settings its units' names and ceilings are compared too.
    """
    findings = one_message_a_cell(all_findings(submission, Context.of(submission, settings)))
    listed = in_order(findings, submission)
    return with_explanations(listed, submission.explanations, submission.sheet_names)


def check_department(department: Department, settings: Settings = STANDARD) -> list[Finding]:
    """What is wrong among a department's workbooks: the D rules, in the order of the catalogue.

    ``check_submission`` says what is wrong in each of them.
    """
    context = Context(roster=department.roster, settings=settings)
    rules = _in_force(department_rule, settings)
    return one_message_a_cell(
        rule.finding(problem, severity)
        for rule, severity in sorted(rules, key=lambda pair: catalogue_place(pair[0].id))
        for problem in rule.check(department, context)
    )


def one_message_a_cell(findings: Iterable[Finding]) -> list[Finding]:
    """Of the findings at a cell the gravest; all that concern no cell, each once.

    At equal gravity a rule that hides another goes first, then the order of the catalogue.
    """
    by_cell: dict[Origin, list[Finding]] = {}
    for finding in findings:
        by_cell.setdefault(finding.origin, []).append(finding)
    kept: list[Finding] = []
    for origin, at_cell in by_cell.items():
        if len(at_cell) == 1:
            kept += at_cell
        elif origin.cell:
            kept.append(_most_telling(at_cell))
        else:
            kept += dict.fromkeys(at_cell)
    return kept


def in_order(findings: Iterable[Finding], submission: Submission) -> list[Finding]:
    """Findings in the order of the workbook's sheets and cells; at a cell the gravest first."""
    sheets = _sheet_order(submission)

    def order(finding: Finding) -> tuple[object, ...]:
        origin = finding.origin
        return (
            sheets.get(origin.sheet, len(sheets)),
            origin.sheet,
            _cell_order(origin),
            -finding.severity.gravity,
            catalogue_place(finding.rule),
        )

    return sorted(findings, key=order)


def all_findings(submission: Submission, context: Context) -> Iterator[Finding]:
    """Everything that the rules say of one workbook, several at a cell, in no order.

    Rule by rule: that is a quarter faster than sheet by sheet, for a processor keeps the code of
    one rule at hand and not that of all.
    """
    settings = context.settings
    project_rules = _in_force(project_rule, settings)
    project_rules += [(rule, None) for rule in own_rules(settings.own_checks)]
    for rule, severity in project_rules:
        for project in submission.projects:
            for problem in rule.check(project, context):
                yield rule.finding(problem, severity)
    rows = [row for project in submission.projects for row in context.rows(project)]
    rows_of: dict[RowSort, Sequence[JudgedRow]] = {EVERY_ROW: rows}
    for row_check, severity in _in_force(row_rule, settings):
        sort, check = row_check.asked_of, row_check.check
        if sort not in rows_of:
            rows_of[sort] = sort.among(rows)
        for judged in rows_of[sort]:
            found = check(judged, context)
            if found is not None:
                yield row_check.finding(found, severity)
    for workbook_check, severity in _in_force(workbook_rule, settings):
        for problem in workbook_check.check(submission, context):
            yield workbook_check.finding(problem, severity)


def _in_force(
    rules: RuleSet[CheckT], settings: Settings
) -> list[tuple[Rule[CheckT], Severity | None]]:
    """The rules that the settings leave on, each with the severity that they give it."""
    choices = ((rule, settings.choice(rule.id)) for rule in rules.rules)
    return [(rule, choice.severity) for rule, choice in choices if choice.is_on]


@cache
def _hidden_by(rule_id: str) -> frozenset[str]:
    return next((rule.hides for rule in all_rules() if rule.id == rule_id), frozenset())


def _most_telling(findings: list[Finding]) -> Finding:
    gravest = max(finding.severity.gravity for finding in findings)
    left = [finding for finding in findings if finding.severity.gravity == gravest]
    hidden = {rule for finding in left for rule in _hidden_by(finding.rule)}
    return min(left, key=lambda finding: (finding.rule in hidden, catalogue_place(finding.rule)))


def _sheet_order(submission: Submission) -> dict[str, int]:
    """Place of each sheet: the file as a whole, the cover, the department's targets, projects."""
    names = ("", *submission.sheet_names)
    return {name: place for place, name in enumerate(dict.fromkeys(names))}


def _cell_order(origin: Origin) -> tuple[int, int, str]:
    """Sort key of a place in a sheet: row, column; the sheet as a whole comes first."""
    found = _ADDRESS.fullmatch(origin.cell)
    return (int(found[2]), len(found[1]), found[1]) if found else (0, 0, "")
