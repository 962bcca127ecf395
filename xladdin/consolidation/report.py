"""A consolidation for programs: what ``xladdin consolidate --json`` prints."""

from collections.abc import Iterable

from xladdin.consolidation.tables import UnitTotals, department_totals
from xladdin.domain.department import Department, Received
from xladdin.domain.finding import Finding
from xladdin.domain.money import exact_text


def consolidation_json(department: Department, findings: Iterable[Finding]) -> dict[str, object]:
    """Totals by unit and in all, what became of each file, who is missing, what is wrong.

    Amounts are decimal strings in 万元, exact.
    """
    units, total = department_totals(department)
    return {
        "units": [_totals(line) for line in units],
        "total": _totals(total),
        "submissions": [_submission(item) for item in department.received],
        "missing": [
            {"unit_code": unit.unit_code, "unit_name": unit.unit_name}
            for unit in department.missing
        ],
        "findings": [finding.as_json() for finding in findings],
    }


def _totals(line: UnitTotals) -> dict[str, object]:
    return {
        "unit_code": line.unit_code,
        "unit_name": line.unit_name,
        "projects": line.projects,
        "indicators": line.indicators,
        "budget": exact_text(line.budget),
        "fiscal": exact_text(line.fiscal),
        "other": exact_text(line.other),
        "plan": {month.value: exact_text(amount) for month, amount in line.plan.items()},
    }


def _submission(item: Received) -> dict[str, str]:
    return {
        "file": item.file,
        "unit_code": item.submission.unit_code if item.submission else "",
        "status": item.status.value,
        "digest": item.submission.digest if item.submission else "",
    }
