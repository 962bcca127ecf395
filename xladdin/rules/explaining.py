"""Which 审核说明 still belongs to which finding, and which has lapsed."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from xladdin.domain.explanation import Explanation, Subject
from xladdin.domain.finding import Finding
from xladdin.domain.pairing import Pairing

_Key = tuple[str, ...] | None


def with_explanations(
    findings: Sequence[Finding],
    explanations: Iterable[Explanation],
    sheet_names: Collection[str],
) -> list[Finding]:
    """The findings, each with what the clerk wrote for it in an earlier run.

    An explanation holds while rule and content are the same, even where its row was moved or its
    sheet renamed, if only one finding can be meant; one of an unknown content, while the place is
    the same. Any other one has lapsed: it stays as a text beside a finding at its cell or of its
    rule, and is gone only where there is none any more. ``explanations`` without a text tell which
    findings were listed unexplained, so that no other one's explanation is taken for theirs.
    """
    listed = list(explanations)
    if not listed:
        return list(findings)
    matching = Pairing(listed, findings)
    explained: dict[Finding, Finding] = {}

    def of_unknown(old: Explanation) -> _Key:
        return None if old.subject.content else _place(old.subject)

    def of_written(old: Explanation) -> _Key:
        return _rule(old.subject) if old.text else None

    def of_sheet_gone(old: Explanation) -> _Key:
        return None if old.subject.sheet in sheet_names else _what(old.subject)

    holding = (
        *_pairs(matching, _exact),
        *matching.by(of_unknown, lambda new: _place(new.subject)),
        *_pairs(matching, _in_sheet),
        *matching.by(of_sheet_gone, lambda new: _what(new.subject)),
    )
    for old, new in holding:
        if old.has_lapsed:
            explained[new] = replace(new, lapsed=old.text)
        else:
            explained[new] = replace(new, explanation=old.text)
    lapsing = (
        *_pairs(matching, _place),
        *_pairs(matching, _cell),
        *matching.in_turn_by(of_written, lambda new: _rule(new.subject)),
    )
    for old, new in lapsing:
        explained[new] = replace(new, lapsed=old.text)
    return [explained.get(finding, finding) for finding in findings]


def _pairs(
    matching: Pairing[Explanation, Finding], key: Callable[[Subject], _Key]
) -> list[tuple[Explanation, Finding]]:
    return matching.by(lambda old: key(old.subject), lambda new: key(new.subject))


def _exact(subject: Subject) -> _Key:
    return (subject.sheet, subject.cell, *what) if (what := _what(subject)) else None


def _in_sheet(subject: Subject) -> _Key:
    return (subject.sheet, *what) if (what := _what(subject)) else None


def _what(subject: Subject) -> _Key:
    return (subject.rule, subject.content) if subject.content else None


def _place(subject: Subject) -> _Key:
    return subject.sheet, subject.cell, subject.rule


def _cell(subject: Subject) -> _Key:
    return (subject.sheet, subject.cell) if subject.cell else None


def _rule(subject: Subject) -> _Key:
    return subject.sheet, subject.rule
