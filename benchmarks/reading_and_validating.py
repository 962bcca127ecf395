"""Ratios against named peers, in one run: reading against openpyxl, the rules against calamine.

.venv/bin/python benchmarks/reading_and_validating.py
"""

import tempfile
import time
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from xladdin.domain.content import DepartmentIdentity, UnitContent
from xladdin.form.interchange import load_projects
from xladdin.form.reading import read_submission
from xladdin.rules.engine import check_submission
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.templates import build_unit_workbook

ROUNDS = 9


def best_of(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Shortest of some runs, in seconds: the one that the machine disturbed least."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times)


def read_values(path: Path) -> None:
    with CalamineWorkbook.from_path(path) as book:
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def read_with_openpyxl(path: Path) -> None:
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book:
        list(sheet.values)


def main() -> None:
    with as_file(files("xladdin.sample") / "projects.json") as data:
        units = load_projects(data)
    projects = tuple(project for unit in units.values() for project in unit)
    department = DepartmentIdentity("316", "部门", 2024)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "十三个项目.xlsx"
        build_unit_workbook(path, UnitContent(department, "316001", "单位", projects=projects))
        submission = read_submission(read_workbook(path))
        calamine = best_of(lambda: read_values(path))
        peer = best_of(lambda: read_with_openpyxl(path))
        reading = best_of(lambda: read_submission(read_workbook(path)))
        rules = best_of(lambda: check_submission(submission))
    print(f"13 project sheets, best of {ROUNDS}:")
    print(f"  values by calamine alone  {calamine * 1000:8.1f} ms")
    print(f"  values by openpyxl        {peer * 1000:8.1f} ms")
    print(f"  guard, values, form       {reading * 1000:8.1f} ms  {reading / peer:.2f} of openpyxl")
    print(f"  all rules                 {rules * 1000:8.1f} ms  {rules / calamine:.2f} of calamine")


if __name__ == "__main__":
    main()
