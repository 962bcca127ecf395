"""对比 and 改动: what became of each project and of each cell since an earlier summary."""

from xladdin.consolidation.comparison import ComparedWithEarlier
from xladdin.consolidation.comparison_tables import Places, Titles, changes_sheet, projects_sheet
from xladdin.consolidation.summary_sheets.summary import Summary
from xladdin.consolidation.summary_sheets.table_sheet import TableSheet
from xladdin.form import summary_form as form
from xladdin.rules.comparing.results import Comparison
from xladdin.rules.comparing.wording import counts_label, untold_label


def comparison_sheet(summary: Summary) -> TableSheet:
    """对比: projects added, removed, renamed and changed."""
    comparison, _ = _found(summary)
    title = f"{summary.subject}预算项目变动对比表"
    titles = Titles(form.COMPARISON_SHEET, title, _note(summary.compared))
    return projects_sheet(comparison, _places(summary), titles)


def changes_since_earlier_sheet(summary: Summary) -> TableSheet:
    """改动: every changed cell."""
    comparison, why_none = _found(summary)
    titles = Titles(form.CHANGES_SHEET, f"{summary.subject}预算项目改动明细表", why_none)
    return changes_sheet(comparison, _places(summary), titles)


def _found(summary: Summary) -> tuple[Comparison | None, str]:
    """The comparison, or why there is none."""
    compared = summary.compared
    return (None, compared) if isinstance(compared, str) else (compared.comparison, "")


def _places(summary: Summary) -> Places:
    compared = summary.compared
    return Places(summary.sources, not isinstance(compared, str) and compared.is_still_there)


def _note(compared: ComparedWithEarlier | str) -> str:
    if isinstance(compared, str):
        return compared
    earlier, comparison = compared.earlier, compared.comparison
    untold = untold_label(comparison)
    return (
        f"金额单位：万元。与 {earlier.file}（{earlier.saved_at} 保存）按项目编码、名称对比："
        f"{counts_label(comparison)}。{f'{untold}。' if untold else ''}"
    )
