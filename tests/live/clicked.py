"""What the button of test_calc_run_python runs, in a Python of its own."""

import os
import sys

from xladdin.workbook.live.host import calling_app


def main() -> None:
    """Tell, in the workbook that is on the screen, who was here."""
    book = calling_app().books.active
    sheet = book.sheets.active
    book.app.status_bar = f"正在处理 {book.name}"
    selected = book.selection.address if book.selection else None
    sheet["A2"].value = [book.name, os.getpid(), selected, sheet["A1"].value]
    sheet["A3"].value = [f"第{number}条" for number in range(1, 5)]
    book.app.status_bar = False


def fail() -> None:
    """Say why, and end as a program does that failed."""
    sys.exit("没有打开的工作簿")
