"""What the ribbon's buttons run: an entry for each, without arguments, called by the add-in's VBA.

Each entry asks what it must know, calls one function that does the job, and says how it ended;
`frame.py` tells a person of every failure. A module a group of the ribbon.
"""

import xladdin.workbook.live  # noqa: F401 -- before all others: it imports xlwings in its own way
from xladdin.ribbon.checking import (
    clear_marks,
    live_check_off,
    live_check_on,
    next_finding,
    previous_finding,
    show_findings,
    validate_sheet,
    validate_workbook,
)
from xladdin.ribbon.consolidating import consolidate, open_source
from xladdin.ribbon.filling import add_project, delete_project, new_workbook, tidy
from xladdin.ribbon.fixing import auto_fix, undo_fix
from xladdin.ribbon.helping import about, diagnose, settings
from xladdin.ribbon.publishing import publish
from xladdin.ribbon.returning import return_workbooks
from xladdin.ribbon.rule_settings import rule_settings
from xladdin.ribbon.sending import send

__all__ = [
    "about",
    "add_project",
    "auto_fix",
    "clear_marks",
    "consolidate",
    "delete_project",
    "diagnose",
    "live_check_off",
    "live_check_on",
    "new_workbook",
    "next_finding",
    "open_source",
    "previous_finding",
    "publish",
    "return_workbooks",
    "rule_settings",
    "send",
    "settings",
    "show_findings",
    "tidy",
    "undo_fix",
    "validate_sheet",
    "validate_workbook",
]
