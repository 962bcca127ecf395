"""The finance office's decisions on explanations, kept from one consolidation to the next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from xladdin.domain.department import Department
from xladdin.domain.explanation import Explanation, Review, Subject, Verdict
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.pairing import Pairing


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An explanation as an earlier summary lists it, with what was decided about it."""

    unit_code: str
    explanation: Explanation
    review: Review


def is_for_review(finding: Finding) -> bool:
    """Whether the finance office has to accept or refuse what a unit wrote: a warning explained."""
    return finding.severity is Severity.WARNING and bool(finding.explanation)


def decisions_label(findings: Iterable[Finding]) -> str:
    """``审核说明 5 条：接受 2 条，不接受 1 条，待审 2 条``; "" where nothing is explained."""
    found = [finding.review for finding in findings if is_for_review(finding)]
    verdicts = [review.verdict if review else None for review in found]
    decided = "".join(f"{one.label} {verdicts.count(one)} 条，" for one in Verdict)
    return f"审核说明 {len(found)} 条：{decided}待审 {verdicts.count(None)} 条" if found else ""


def with_reviews(
    findings: Sequence[Finding], earlier: Iterable[Reviewed], department: Department
) -> list[Finding]:
    """The findings, each with what was decided about its explanation.

    A decision stands while unit, sheet, rule, explanation and what was explained are the same. A
    cell may have moved, where only one can be meant.
    """
    units = {sent.file: sent.unit_code for sent in department.judged}
    matching = Pairing(earlier, [finding for finding in findings if is_for_review(finding)])

    def stated(old: Reviewed) -> tuple[str, ...]:
        return _key(old.unit_code, old.explanation.subject, old.explanation.text)

    def found(new: Finding) -> tuple[str, ...]:
        return _key(units.get(new.origin.file, ""), new.subject, new.explanation)

    pairs = (
        *matching.by(
            lambda old: (*stated(old), old.explanation.subject.cell),
            lambda new: (*found(new), new.origin.cell),
        ),
        *matching.by(stated, found),
    )
    reviewed = {
        new: replace(new, review=old.review)
        for old, new in pairs
        if old.review.verdict or old.review.comment
    }
    return [reviewed.get(finding, finding) for finding in findings]


def _key(unit_code: str, subject: Subject, text: str) -> tuple[str, ...]:
    # Spreadsheets write the end of a line in several ways.
    return unit_code, subject.sheet, subject.rule, subject.content, " ".join(text.split())
