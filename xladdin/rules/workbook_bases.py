"""Rule on how several sheets of a workbook write the same basis."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.submission import Submission
from xladdin.domain.text import quoted
from xladdin.rules.context import Context
from xladdin.rules.registry import Problem, Problems, workbook_rule
from xladdin.rules.wording import place
from xladdin.rules.words import WordTable

_YEAR_IN_BRACKETS = re.compile(r"[\[【〔〖({<〈]((?:19|20)\d\d)年?[\]】〕〗)}>〉]")
_NEVER_MEANT = re.compile("[《》“”‘’\"']|(?<=[\\d〕])第(?=\\d)|[。；;,，、]+$")
_LEADING = re.compile("^(?:根据|依据|按照|依照|参照)(?=..)")
_LETTER = re.compile("(?<=号)文件?$")


@dataclass(slots=True)
class _Spelling:
    """One way of writing a basis: the first cell that has it, and how many have."""

    entry: Entry
    count: int = 0


@workbook_rule("W09", Severity.INFO, "同一依据异写")
def same_basis_same_spelling(submission: Submission, context: Context) -> Problems:
    """同一个指标值确定依据，在各张项目表里写法一致。

    “调查问卷”“问卷调查”“满意度调查”，或者〔2016〕和[2016]，说的是同一依据，写法不一就无法按依据汇总。
    每种不同的写法只提示一次，写在第一次出现的单元格；哪些写法算同一依据，由词表决定。

    来源：公开样例
    """
    spellings: dict[str, _Spelling] = {}
    for project in submission.projects:
        for row in context.rows(project):
            if row.basis:
                found = spellings.get(row.basis)
                if found is None:
                    found = spellings[row.basis] = _Spelling(row.cells.basis)
                found.count += 1
    by_meaning: dict[str, list[str]] = {}
    for text in spellings:
        meaning = _basis_meant(text, context.settings.words.basis_synonyms)
        by_meaning.setdefault(meaning, []).append(text)
    for meaning, texts in by_meaning.items():
        if len(texts) > 1:
            yield from _other_spellings(meaning, texts, spellings)


def _basis_meant(text: str, synonyms: WordTable) -> str:
    """The basis in one spelling, by which others are known to be the same."""
    plain = _NEVER_MEANT.sub("", _YEAR_IN_BRACKETS.sub(r"〔\1〕", text))
    plain = _LETTER.sub("", _LEADING.sub("", plain))
    return synonyms.meaning(plain) or plain


def _other_spellings(
    meaning: str, texts: Sequence[str], spellings: dict[str, _Spelling]
) -> Iterator[Problem]:
    """All but the usual one: the most frequent, else the one that the table gives."""
    usual = max(texts, key=lambda text: (spellings[text].count, text == meaning))
    model = spellings[usual]
    for text in texts:
        if text != usual:
            other = spellings[text]
            yield Problem(
                other.entry,
                f"依据{quoted(other.entry.text)}（{other.count} 处）与"
                f"{place(model.entry, other.entry)} {quoted(model.entry.text)}"
                f"（{model.count} 处）是同一依据，写法不一",
                f"统一写成{quoted(model.entry.text)}",
                evidence=(model.entry,),
            )
