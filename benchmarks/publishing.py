"""How long a large department's document takes, and what of it is LibreOffice.

.venv/bin/python benchmarks/publishing.py
"""

import os
import tempfile
import time
from itertools import cycle, islice, pairwise
from pathlib import Path

from xladdin.documents.libreoffice import find_libreoffice
from xladdin.domain.content import DepartmentIdentity, UnitContent
from xladdin.form.interchange import load_projects
from xladdin.publishing import Wishes, publish
from xladdin.workbook.templates import build_unit_workbook

SAMPLE = Path(__file__).parents[1] / "xladdin" / "sample" / "projects.json"
PROJECTS, UNITS = 200, 10
MOST_PER_PROJECT = 0.1  # seconds


def write_inbox(folder: Path) -> list[Path]:
    """Workbooks of ten units, each with twenty projects of the sample's size."""
    sample = [project for unit in load_projects(SAMPLE).values() for project in unit]
    projects = iter(islice(cycle(sample), PROJECTS))
    department = DepartmentIdentity("316", "部门", 2024)
    paths = []
    for number in range(1, UNITS + 1):
        code = f"316{number:03}"
        of_unit = tuple(islice(projects, PROJECTS // UNITS))
        paths.append(folder / f"{code}.xlsx")
        content = UnitContent(department, code, f"单位{number}", projects=of_unit)
        build_unit_workbook(paths[-1], content)
    return paths


def processor_seconds() -> float:
    """Of this process and those that it waited for, LibreOffice among them."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        files = write_inbox(folder)
        moments = [("reading and checking", time.perf_counter())]
        used = processor_seconds()
        report = publish(
            files,
            folder / "公开文本.docx",
            wishes=Wishes(with_errors=True),
            on_step=lambda text: moments.append((text, time.perf_counter())),
        )
        used = processor_seconds() - used
        moments.append(("", time.perf_counter()))
    office = "with" if find_libreoffice() else "without"
    print(f"{PROJECTS} projects of {UNITS} units, {report.pages} pages, {office} LibreOffice:")
    for (what, begun), (_, ended) in pairwise(moments):
        print(f"  {what:<24} {ended - begun:6.2f} s")
    whole = moments[-1][1] - moments[0][1]
    print(f"  a project                {whole / PROJECTS:6.3f} s  (at most {MOST_PER_PROJECT})")
    print(f"    of the processors      {used / PROJECTS:6.3f} s")


if __name__ == "__main__":
    main()
