"""Runs the rules and puts their findings in the order of the workbook."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from xladdin.domain.department import Department, Roster
from xladdin.domain.finding import Finding
from xladdin.domain.origin import Origin
from xladdin.domain.submission import Submission
from xladdin.rules import (
    cell,
    cell_amounts,
    cell_texts,
    department,
    row,
    sheet,
    sheet_costs,
    workbook,
    workbook_file,
)
from xladdin.rules.registry import (
    Context,
    DepartmentCheck,
    ProjectCheck,
    RowCheck,
    Rule,
    WorkbookCheck,
    department_rule,
    project_rule,
    row_rule,
    workbook_rule,
)

AnyRule = Rule[RowCheck] | Rule[ProjectCheck] | Rule[WorkbookCheck] | Rule[DepartmentCheck]

RULE_MODULES = (
    cell,
    cell_amounts,
    cell_texts,
    row,
    sheet,
    sheet_costs,
    workbook,
    workbook_file,
    department,
)
"""Where the rules stand: importing a module registers its rules."""

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


@cache
def all_rules() -> tuple[AnyRule, ...]:
    """Every registered rule in the order of the catalogue."""
    rules: list[AnyRule] = [*row_rule.rules, *project_rule.rules]
    rules += [*workbook_rule.rules, *department_rule.rules]
    return tuple(sorted(rules, key=lambda rule: rule.catalogue_place))


def check_submission(submission: Submission, roster: Roster | None = None) -> list[Finding]:
    """What is wrong in one workbook: one finding a cell, in the order of sheets and cells.

    With a roster its units' names and ceilings are compared too.
    """
    context = Context(submission.taxonomy, roster)
    findings = one_message_a_cell(all_findings(submission, context))
    sheets, rules = _sheet_order(submission), _rules_by_id()

    def order(finding: Finding) -> tuple[object, ...]:
        origin = finding.origin
        sheet_place = sheets.get(origin.sheet, len(sheets)), origin.sheet
        telling = -finding.severity.gravity, rules[finding.rule].catalogue_place
        return (*sheet_place, _cell_order(origin), *telling)

    return [_explained(finding, submission) for finding in sorted(findings, key=order)]


def check_department(department: Department) -> list[Finding]:
    """What is wrong among a department's workbooks: the D rules, in the order of the catalogue.

    ``check_submission`` says what is wrong in each of them.
    """
    return one_message_a_cell(
        finding
        for rule in department_rule.rules
        for finding in rule.findings(rule.check(department))
    )


def one_message_a_cell(findings: Iterable[Finding]) -> list[Finding]:
    """Of the findings at a cell the gravest; all that concern no cell, each once.

    At equal gravity a rule that hides another goes first, then the order of the catalogue.
    """
    by_cell: dict[Origin, list[Finding]] = {}
    for finding in dict.fromkeys(findings):
        by_cell.setdefault(finding.origin, []).append(finding)
    kept: list[Finding] = []
    for origin, at_cell in by_cell.items():
        kept += [_most_telling(at_cell)] if origin.cell else at_cell
    return kept


def _explained(finding: Finding, submission: Submission) -> Finding:
    """The finding with the 审核说明 that the clerk wrote for it in an earlier run."""
    place = finding.origin.sheet, finding.origin.cell, finding.rule
    explanation = submission.explanations.get(place)
    return replace(finding, explanation=explanation) if explanation else finding


def all_findings(submission: Submission, context: Context) -> Iterator[Finding]:
    """Everything that the rules say of one workbook, several at a cell, in no order."""
    for project in submission.projects:
        for rule in project_rule.rules:
            yield from rule.findings(rule.check(project, context))
        for indicator in project.indicators:
            for row_check in row_rule.rules:
                yield from row_check.findings(row_check.check(indicator, project, context))
    for workbook_check in workbook_rule.rules:
        yield from workbook_check.findings(workbook_check.check(submission, context))


@cache
def _rules_by_id() -> dict[str, AnyRule]:
    return {rule.id: rule for rule in all_rules()}


def _most_telling(findings: list[Finding]) -> Finding:
    gravest = max(finding.severity.gravity for finding in findings)
    left = [finding for finding in findings if finding.severity.gravity == gravest]
    rules = _rules_by_id()
    hidden = {rule for finding in left for rule in rules[finding.rule].hides}
    return min(
        left, key=lambda finding: (finding.rule in hidden, rules[finding.rule].catalogue_place)
    )


def _sheet_order(submission: Submission) -> dict[str, int]:
    """Place of each sheet: the file as a whole, the cover, the department's targets, projects."""
    names = [""]
    if submission.cover is not None:
        names.append(submission.cover.unit_code.origin.sheet)
    if submission.targets is not None:
        names.append(submission.targets.overall_goal.origin.sheet)
    names += [project.sheet for project in submission.projects]
    return {name: place for place, name in enumerate(dict.fromkeys(names))}


def _cell_order(origin: Origin) -> tuple[int, int, str]:
    """Sort key of a place in a sheet: row, column; the sheet as a whole comes first."""
    found = _ADDRESS.fullmatch(origin.cell)
    return (int(found[2]), len(found[1]), found[1]) if found else (0, 0, "")
