"""A comparison for programs: what ``xladdin compare --json`` prints."""

from collections.abc import Iterable
from decimal import Decimal

from xladdin.domain.department import Received
from xladdin.domain.money import exact_text
from xladdin.domain.project import BudgetProject
from xladdin.rules.comparing.changes import Change, Said
from xladdin.rules.comparing.editions import Edition, Statement
from xladdin.rules.comparing.results import (
    AmountPair,
    ComparedProject,
    ComparedStatement,
    Comparison,
    State,
)


def comparison_json(comparison: Comparison, left_out: Iterable[Received]) -> dict[str, object]:
    """Totals, counts, each sender with its projects and changes; files that don't count.

    Amounts are decimal strings in 万元, exact.
    """
    return {
        "old": _edition(comparison.old),
        "new": _edition(comparison.new),
        "has_changes": comparison.has_changes,
        "not_compared": [part.name.lower() for part in comparison.untold],
        "totals": _amounts(comparison.totals),
        "projects": {state.name.lower(): comparison.count(state) for state in State},
        "senders": [_sender(sender) for sender in comparison.senders],
        "left_out": [
            {"file": item.file, "status": item.status.value, "reason": item.reason}
            for item in left_out
        ],
    }


def _edition(edition: Edition) -> dict[str, object]:
    return {"path": edition.name, "files": list(edition.files)}


def _sender(sender: ComparedStatement) -> dict[str, object]:
    shown = sender.shown
    return {
        "unit_code": shown.unit_code,
        "unit_name": shown.unit_name,
        "is_department": shown.is_own,
        "old_file": _file(sender.old),
        "new_file": _file(sender.new),
        "has_changes": sender.has_changes,
        "is_same_content": sender.is_unchanged_copy,
        "moved_projects": sender.moved,
        "totals": _amounts(sender.totals),
        "changes": [_change(change) for change in sender.changes],
        "projects": [_project(project) for project in sender.projects],
    }


def _file(statement: Statement | None) -> str | None:
    return statement.file if statement is not None else None


def _project(project: ComparedProject) -> dict[str, object]:
    return {
        "state": project.state.name.lower(),
        "known_by": project.basis.name.lower() if project.basis else None,
        "from_unit": project.from_unit or None,
        "old": _identity(project.old),
        "new": _identity(project.new),
        "amounts": _amounts(project.amounts),
        "moved_indicators": project.moved,
        "changes": [_change(change) for change in project.changes],
    }


def _identity(project: BudgetProject | None) -> dict[str, str] | None:
    if project is None:
        return None
    return {
        "sheet": project.sheet,
        "project_code": project.project_code.text.strip(),
        "project_name": project.project_name.text.strip(),
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind.name.lower(),
        "part": change.part,
        "label": change.label,
        "line": change.line,
        "old": _said(change.old),
        "new": _said(change.new),
        "difference": _amount(change.difference),
    }


def _said(said: Said | None) -> dict[str, str] | None:
    if said is None:
        return None
    origin = said.origin
    return {"text": said.text, "file": origin.file, "sheet": origin.sheet, "cell": origin.cell}


def _amounts(pairs: Iterable[AmountPair]) -> dict[str, dict[str, str | None]]:
    keys = ("budget", "fiscal", "other")
    return {
        key: {
            "old": _amount(pair.old),
            "new": _amount(pair.new),
            "difference": exact_text(pair.difference),
        }
        for key, pair in zip(keys, pairs, strict=True)
    }


def _amount(amount: Decimal | None) -> str | None:
    return exact_text(amount) if amount is not None else None
