"""What the drafts say, to whom they go, and what a person must see to first."""

from collections.abc import Sequence

from xladdin.domain.finding import Finding, Severity
from xladdin.domain.letter_settings import Placeholder, Wording, has_placeholder
from xladdin.domain.tracking import UnitTrack
from xladdin.mail.draft import Draft
from xladdin.returning.not_taken import NotTaken, UnheardSender

_MOST_LINES = 20


def what_is_to_mend(unit: UnitTrack) -> str:
    """What is to be mended, counted: ``2 个错误，1 条审核说明不予接受``."""
    refused = len(unit.must_mend) - unit.errors
    counts = (
        f"{unit.errors} 个{Severity.ERROR.label}" if unit.errors else "",
        f"{refused} 条审核说明不予接受" if refused else "",
    )
    return "，".join(text for text in counts if text)


def address_of(unit: UnitTrack) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom a letter goes to: who sent the workbook, else the unit's address in the list."""
    sender, listed = unit.history.sender, unit.address
    if sender and listed and sender.casefold() != listed.casefold():
        return (sender,), (f"发件人 {sender} 与名录中的邮箱 {listed} 不同，请核对后再发",)
    if found := sender or listed:
        return (found,), ()
    return (), ("没有收件人：请在草稿中填写，或在单位名录中加“邮箱”一栏",)


def with_findings(wording: Wording) -> Wording:
    """A wording that says what to mend, wherever an office forgot the place for it."""
    if has_placeholder(wording.text, Placeholder.FINDINGS):
        return wording
    return Wording(wording.subject, f"{wording.text}\n\n{{{Placeholder.FINDINGS.value}}}")


def findings_listed(findings: Sequence[Finding]) -> str:
    """The findings, errors first, a line each."""
    ordered = sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)
    return _numbered([_line(finding) for finding in ordered], "处，其余见附件的“校验结果”表")


def files_listed(files: Sequence[NotTaken]) -> str:
    """Files that were not taken, a line each."""
    return _numbered([item.line for item in files], "个")


def _numbered(texts: Sequence[str], counted_in: str) -> str:
    """A numbered line each; of very many the first, and how many there are."""
    shown = [f"{number}. {text}" for number, text in enumerate(texts[:_MOST_LINES], 1)]
    if len(texts) > len(shown):
        shown.append(f"……共 {len(texts)} {counted_in}")
    return "\n".join(shown)


def _line(finding: Finding) -> str:
    place = " ".join(part for part in (finding.origin.sheet, finding.origin.cell) if part)
    comment = finding.review.comment if finding.is_refused and finding.review else ""
    refused = (
        f"（审核说明不予接受{f'：{comment}' if comment else ''}）" if finding.is_refused else ""
    )
    return f"{f'{place}：' if place else ''}{finding.message}{refused}。{finding.fix}。"


def doubts_about(sender: UnheardSender, draft: Draft) -> tuple[str, ...]:
    """What a person must see to before a draft about files that were not taken goes off."""
    notes = []
    if not draft.to:
        notes.append(f"发件人 {sender.address} 不是邮箱地址，没有写入草稿，请核对后填写")
    if not sender.is_known:
        notes.append(f"发件人 {sender.address} 不在单位名录中，也没有报送过，请核实后再发")
    return tuple(notes)
