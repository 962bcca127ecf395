"""``python -m xladdin.workbook.templates [FOLDER]``: the blank workbooks, built anew."""

import sys
from pathlib import Path

from xladdin.workbook.templates import build_blank_workbooks

build_blank_workbooks(Path(*sys.argv[1:2] or ["workbook_templates"]))
