"""A file -> Submission: safe reading and finding the form in it, in one step."""

from pathlib import Path

from xladdin.domain.submission import Submission
from xladdin.form.reading import read_submission
from xladdin.workbook.file_reader import read_workbook


def read_submission_file(path: Path) -> Submission:
    """What the workbook at ``path`` submits.

    Raises UnreadableWorkbookError where the file is not a workbook that can be read.
    """
    return read_submission(read_workbook(path))
