"""Parts of a project's form judged by themselves: rows, amounts or codes from anywhere.

What a part lacks counts as not on the sheet: its entries have no cell, and rules that would miss
it find no place to say so. Only errors and warnings are told: mere hints, many of them counts over
a sheet, are left to the validation of the workbook.
"""

from collections.abc import Container, Iterable
from dataclasses import replace

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject, Indicator, SpendingPlan
from xladdin.domain.submission import Submission, WorkbookKind
from xladdin.domain.taxonomy import Taxonomy
from xladdin.rules.context import Context
from xladdin.rules.engine import all_findings, one_message_a_cell
from xladdin.rules.registry import Level, level_of
from xladdin.rules.settings import STANDARD, Settings

ABSENT = Entry(None, Origin(""))
"""A field that a part has no cell for."""


def project_part(
    *,
    project_code: Entry = ABSENT,
    budget: Entry = ABSENT,
    fiscal: Entry = ABSENT,
    other: Entry = ABSENT,
    spending_plan: SpendingPlan | None = None,
    indicators: Iterable[Indicator] = (),
) -> BudgetProject:
    """A project of which only the fields given are on the sheet."""
    return BudgetProject(
        sheet="",
        position=1,
        title=ABSENT,
        unit_line=ABSENT,
        amount_unit=ABSENT,
        project_code=project_code,
        project_name=ABSENT,
        budget=budget,
        fiscal=fiscal,
        other=other,
        fund_use=ABSENT,
        spending_plan=spending_plan or SpendingPlan(ABSENT, ABSENT, ABSENT, ABSENT),
        goals=(),
        indicators=tuple(indicators),
    )


def taxonomy_of(part: BudgetProject) -> Taxonomy:
    """The indicator classes that the part's rows follow, else those of 2015."""
    return _sent(part).taxonomy


def check_part(
    part: BudgetProject,
    taxonomy: Taxonomy | None = None,
    leave_out: Container[Level] = (),
    settings: Settings = STANDARD,
) -> list[Finding]:
    """The errors and warnings at the part's own cells, one a cell, as in a whole workbook.

    Without a ``taxonomy`` the settings or the part's rows tell it. Rules of the levels in
    ``leave_out`` say nothing: a few rows needn't make a complete sheet.
    """
    sent = _sent(part)
    context = Context.of(sent, settings)
    if taxonomy is not None:
        context = replace(context, taxonomy=taxonomy)
    return one_message_a_cell(
        finding
        for finding in all_findings(sent, context)
        if finding.origin.cell
        and finding.severity is not Severity.INFO
        and level_of(finding.rule) not in leave_out
    )


def check_rows(
    rows: Iterable[Indicator],
    taxonomy: Taxonomy | None = None,
    settings: Settings = STANDARD,
) -> list[Finding]:
    """What is wrong in indicator rows by themselves, and among them."""
    return check_part(project_part(indicators=rows), taxonomy, (Level.SHEET,), settings)


def _sent(part: BudgetProject) -> Submission:
    return Submission("", WorkbookKind.UNIT, None, (part,), None, (), "")
