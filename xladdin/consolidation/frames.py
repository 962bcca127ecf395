"""A department as pandas tables: one row a project, an indicator, a finding, a file.

Amounts are exact Decimals in 万元; every column is of dtype object.
"""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from xladdin.consolidation.reviewing import is_for_review
from xladdin.domain.department import Department
from xladdin.domain.finding import Finding
from xladdin.domain.project import BudgetProject, Indicator, PlanMonth
from xladdin.domain.submission import Submission

AMOUNTS = ("budget", "fiscal", "other")
_PROJECT_COLUMNS = (
    *("number", "unit_code", "unit_name", "position", "project_code", "project_name"),
    *(f"{name}{part}" for name in AMOUNTS for part in ("", "_text", "_cell")),
    *(f"{part}_{month}" for month in PlanMonth for part in ("share", "is_filled", "plan")),
    *("plan_cell", "indicators", "file", "sheet"),
)
_INDICATOR_COLUMNS = (
    *("project", "unit_code", "unit_name", "project_code", "project_name"),
    *("level1", "level2", "level3", "indicator_description", "target_value", "target_basis"),
    *("comparison", "value", "upper_value", "unit", "kind", "file", "sheet", "cell"),
)
_FINDING_COLUMNS = (
    *("severity", "unit_code", "unit_name", "file", "sheet", "cell"),
    *("rule", "message", "fix", "content"),
    *("explanation", "lapsed", "is_for_review", "is_explained", "verdict", "comment"),
)
_SUBMISSION_COLUMNS = (
    *("unit_code", "unit_name", "status", "file", "saved_at"),
    *("projects", "indicators", "digest", "reason"),
)


def projects_frame(department: Department) -> pd.DataFrame:
    """One row a project: ``number`` counts through the department and keys the other tables.

    An amount that can't be read is None and its ``*_text`` what the cell states. ``share_*`` and
    ``plan_*`` are cumulative with blanks filled; ``is_filled_*`` tells which cells were blank.
    """
    rows = [
        _project_row(number, submission, project)
        for number, (submission, project) in enumerate(_projects(department), 1)
    ]
    return _frame(rows, _PROJECT_COLUMNS)


def indicators_frame(department: Department) -> pd.DataFrame:
    """One row an indicator, its target value taken apart; ``project`` is the project's number."""
    rows = [
        _indicator_row(number, submission, project, indicator)
        for number, (submission, project) in enumerate(_projects(department), 1)
        for indicator in project.indicators
    ]
    return _frame(rows, _INDICATOR_COLUMNS)


def findings_frame(department: Department, findings: Iterable[Finding]) -> pd.DataFrame:
    """One row a finding, by unit, graver ones first, else in the order given."""
    senders = {item.file: item.submission for item in department.received if item.submission}

    def place(finding: Finding) -> tuple[str, str, int]:
        sender = senders.get(finding.origin.file)
        unit_code = sender.unit_code if sender else ""
        return (unit_code, finding.origin.file, -finding.severity.gravity)

    ordered = sorted(findings, key=place)
    rows = [_finding_row(senders.get(finding.origin.file), finding) for finding in ordered]
    return _frame(rows, _FINDING_COLUMNS)


def submissions_frame(department: Department) -> pd.DataFrame:
    """One row a file received and a unit missing (``status`` None): units first, by their code."""
    rows: list[dict[str, object]] = []
    for item in department.received:
        sent = item.submission
        rows.append(
            {
                "unit_code": sent.unit_code if sent else "",
                "unit_name": sent.unit_name if sent else "",
                "status": item.status,
                "file": item.file,
                "saved_at": item.saved_at,
                "projects": len(sent.projects) if sent else None,
                "indicators": sent.indicator_count if sent else None,
                "digest": sent.digest if sent else "",
                "reason": item.reason,
            }
        )
    for unit in department.missing:
        blank = dict.fromkeys(_SUBMISSION_COLUMNS)
        rows.append(blank | {"unit_code": unit.unit_code, "unit_name": unit.unit_name})
    rows.sort(key=lambda row: (row["unit_code"] == "", str(row["unit_code"])))
    return _frame(rows, _SUBMISSION_COLUMNS)


def _frame(rows: Sequence[dict[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns), dtype=object)


def _projects(department: Department) -> Iterator[tuple[Submission, BudgetProject]]:
    return (
        (submission, project) for submission in department.used for project in submission.projects
    )


def _project_row(number: int, submission: Submission, project: BudgetProject) -> dict[str, object]:
    row: dict[str, object] = {
        "number": number,
        "unit_code": submission.unit_code,
        "unit_name": submission.unit_name,
        "position": project.position,
        "project_code": project.project_code.text.strip(),
        "project_name": project.project_name.text.strip(),
        "plan_cell": project.spending_plan.mar.origin.cell,
        "indicators": len(project.indicators),
        "file": submission.file,
        "sheet": project.sheet,
    }
    for name in AMOUNTS:
        entry = getattr(project, name)
        row[name] = getattr(project, f"{name}_amount")
        row[f"{name}_text"] = entry.text.strip()
        row[f"{name}_cell"] = entry.origin.cell
    shares, plan = project.spending_plan.cumulative_shares, project.plan_amounts
    for month, share in zip(PlanMonth, project.spending_plan.shares, strict=True):
        row[f"share_{month}"] = shares[month]
        row[f"is_filled_{month}"] = share is None
        row[f"plan_{month}"] = plan[month]
    return row


def _indicator_row(
    number: int, submission: Submission, project: BudgetProject, indicator: Indicator
) -> dict[str, object]:
    target = indicator.target
    return {
        "project": number,
        "unit_code": submission.unit_code,
        "unit_name": submission.unit_name,
        "project_code": project.project_code.text.strip(),
        "project_name": project.project_name.text.strip(),
        "level1": indicator.level1.text,
        "level2": indicator.level2.text,
        "level3": indicator.level3.text,
        "indicator_description": indicator.description.text,
        "target_value": indicator.target_value.text,
        "target_basis": indicator.basis.text,
        "comparison": target.comparison,
        "value": target.number,
        "upper_value": target.upper_number,
        "unit": target.unit,
        "kind": target.kind,
        "file": submission.file,
        "sheet": project.sheet,
        "cell": indicator.target_value.origin.cell,
    }


def _finding_row(submission: Submission | None, finding: Finding) -> dict[str, object]:
    return {
        "severity": finding.severity,
        "unit_code": submission.unit_code if submission else "",
        "unit_name": submission.unit_name if submission else "",
        "file": finding.origin.file,
        "sheet": finding.origin.sheet,
        "cell": finding.origin.cell,
        "rule": finding.rule,
        "message": finding.message,
        "fix": finding.fix,
        "content": finding.content,
        "explanation": finding.explanation,
        "lapsed": finding.lapsed,
        "is_for_review": is_for_review(finding),
        "is_explained": finding.is_explained,
        "verdict": finding.review.verdict if finding.review else None,
        "comment": finding.review.comment if finding.review else "",
    }
