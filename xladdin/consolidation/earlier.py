"""An earlier summary read back: what it tells, and what the finance office decided in it."""

from dataclasses import dataclass
from pathlib import Path

from xladdin.consolidation.inbox import saved_at
from xladdin.consolidation.reviewing import Reviewed
from xladdin.consolidation.summary_edition import edition_of_summary
from xladdin.consolidation.summary_rows import rows_below
from xladdin.domain.entry import Entry
from xladdin.domain.explanation import Explanation, Review, Subject, Verdict
from xladdin.errors import DataFileError, UnreadableWorkbookError
from xladdin.form import summary_form
from xladdin.rules.comparing.editions import Edition
from xladdin.workbook.checked_package import MAX_SUMMARY_BYTES
from xladdin.workbook.file_reader import read_workbook

_REVIEWED = {
    "unit_code": summary_form.UNIT_CODE,
    "sheet": summary_form.SHEET,
    "cell": summary_form.CELL,
    "rule": summary_form.RULE,
    "text": summary_form.EXPLANATION,
    "verdict": summary_form.VERDICT,
    "comment": summary_form.COMMENT,
    "content": summary_form.CONTENT,
}
_VERDICTS = {verdict.label: verdict for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class EarlierSummary:
    """A summary made before: its file name, when it was saved, what it tells, explanations."""

    file: str
    saved_at: str
    edition: Edition
    reviewed: tuple[Reviewed, ...] = ()


def read_earlier(path: Path) -> EarlierSummary:
    """What an earlier summary says.

    Raises DataFileError where the file can't be read or is no summary.
    """
    try:
        workbook = read_workbook(path, MAX_SUMMARY_BYTES)
    except UnreadableWorkbookError as error:
        raise DataFileError(f"用于对比的汇总表读不了：{error.message}", error.next_step) from error
    edition = edition_of_summary(workbook, path.name)
    if edition is None:
        raise DataFileError(
            f"{path.name} 不是部门汇总表，不能用于对比", "请选择本程序以前生成的汇总表"
        )
    saved = saved_at(path).astimezone().strftime("%Y-%m-%d %H:%M")
    reviewed = rows_below(workbook, summary_form.EXPLANATIONS_SHEET, _REVIEWED)
    return EarlierSummary(
        path.name,
        saved,
        edition,
        tuple(_reviewed(row) for row in reviewed or () if not row["text"].is_blank),
    )


def _reviewed(row: dict[str, Entry]) -> Reviewed:
    texts = {name: entry.text.strip() for name, entry in row.items()}
    subject = Subject(texts["sheet"], texts["cell"], texts["rule"], texts["content"])
    verdict, comment = _VERDICTS.get(texts["verdict"]), texts["comment"]
    if verdict is None:  # words of somebody's own are no verdict, but they aren't lost
        comment = "；".join(text for text in (texts["verdict"], comment) if text)
    return Reviewed(
        texts["unit_code"], Explanation(subject, texts["text"]), Review(verdict, comment)
    )
