"""Ratios against named peers, in one run: reading against openpyxl, the rules against reading.

That is reading as calamine alone does it (values, no form), and as xladdin does it with calamine.

The rules are measured cold and warm: cold, every text that they ever took apart is forgotten before
each round, as for the first workbook of a day; what was compiled and imported stays.

.venv/bin/python benchmarks/reading_and_validating.py
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
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
SHORT_ROUNDS = 60  # for what takes some milliseconds: enough for an undisturbed one among them
_REMEMBERING = ("xladdin.domain.", "xladdin.rules.")


def best_of(
    job: Callable[[], object],
    rounds: int = ROUNDS,
    before: Callable[[], object] = lambda: None,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """Shortest of some runs, in seconds: the one that the machine disturbed least.

    ``before`` is done before each of them and not measured.
    """
    times = []
    for _ in range(rounds):
        before()
        start = clock()
        job()
        times.append(clock() - start)
    return min(times)


best_in_process = partial(best_of, rounds=SHORT_ROUNDS, clock=time.process_time)
"""For what takes some milliseconds and waits for nothing: other processes don't count."""


def forget_texts() -> None:
    """Empty every ``functools.lru_cache`` that the domain and the rules keep."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_REMEMBERING):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


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
        gc.collect()
        gc.freeze()  # what was needed to make the file isn't searched for garbage again and again
        calamine = best_in_process(lambda: read_values(path))
        peer = best_of(lambda: read_with_openpyxl(path))
        reading = best_of(lambda: read_submission(read_workbook(path)))
        warm = best_in_process(lambda: check_submission(submission))
        cold = best_in_process(lambda: check_submission(submission), before=forget_texts)
    print(f"13 project sheets, best of {ROUNDS}, short ones of {SHORT_ROUNDS}:")
    print(f"  values by calamine alone  {calamine * 1000:8.1f} ms")
    print(f"  values by openpyxl        {peer * 1000:8.1f} ms")
    print(f"  guard, values, form       {reading * 1000:8.1f} ms  {reading / peer:.2f} of openpyxl")
    for name, rules in (("known", warm), ("new", cold)):
        told = f"  all rules, texts {name}".ljust(26)
        ratios = f"{rules / calamine:.2f} of calamine alone, {rules / reading:.2f} of our reading"
        print(f"{told}  {rules * 1000:8.1f} ms  {ratios}")


if __name__ == "__main__":
    main()
