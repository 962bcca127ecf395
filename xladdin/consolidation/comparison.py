"""What a department's summary tells of the changes since an earlier one."""

from dataclasses import dataclass

from xladdin.consolidation.earlier import EarlierSummary
from xladdin.domain.department import Department
from xladdin.rules.comparing.comparison import compare
from xladdin.rules.comparing.editions import edition_of_department
from xladdin.rules.comparing.results import Comparison


@dataclass(frozen=True, slots=True)
class ComparedWithEarlier:
    """What changed since ``earlier``, which is still there unless the new summary replaces it."""

    earlier: EarlierSummary
    comparison: Comparison
    is_still_there: bool


def compare_with_earlier(
    earlier: EarlierSummary, department: Department, *, is_still_there: bool
) -> ComparedWithEarlier:
    """Compare an earlier summary with what the department states now."""
    now = edition_of_department(department, "")
    return ComparedWithEarlier(earlier, compare(earlier.edition, now), is_still_there)
