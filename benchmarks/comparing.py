"""How long a comparison takes: two workbooks, and two summaries of 500 units with 13 projects each.

.venv/bin/python benchmarks/comparing.py
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

from xladdin.consolidation.inbox import receive
from xladdin.consolidation.summary_edition import edition_of_summary
from xladdin.consolidation.summary_workbook import write_summary
from xladdin.domain.content import DepartmentIdentity, ProjectContent, UnitContent
from xladdin.domain.department import Department
from xladdin.domain.submission import Submission
from xladdin.form.interchange import load_projects
from xladdin.rules.comparing.comparison import compare
from xladdin.rules.comparing.editions import Edition, edition_of_department, statement_of
from xladdin.workbook.checked_package import MAX_SUMMARY_BYTES
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.submission_file import read_submission_file
from xladdin.workbook.templates import build_unit_workbook

UNITS = 500
DEPARTMENT = DepartmentIdentity("316", "部门", 2024)


def seconds(job: Callable[[], object]) -> float:
    """Processor time: other programs of the machine don't count."""
    start = time.process_time()
    job()
    return time.process_time() - start


def next_year(project: ProjectContent) -> ProjectContent:
    """Another code, another year in the name, a dearer budget, other targets."""
    rows = tuple(replace(row, target_value=f"{row.target_value}0") for row in project.indicators)
    return replace(
        project,
        code=f"{project.code[:6]}25{project.code[8:]}",
        name=project.name.replace("2024", "2025"),
        budget=Decimal(str(project.budget)) + 1,
        indicators=rows,
    )


def workbook(folder: Path, name: str, projects: tuple[ProjectContent, ...]) -> Submission:
    path = folder / f"{name}.xlsx"
    build_unit_workbook(path, UnitContent(DEPARTMENT, "316001", "单位", projects=projects))
    return read_submission_file(path)


def department(sent: Submission) -> Department:
    """The same projects in many units."""
    (received,) = receive([Path(sent.file)], None).received
    cover = sent.cover
    if cover is None:
        raise ValueError(sent.file)
    units = []
    for number in range(UNITS):
        code = replace(cover.unit_code, value=f"{400000 + number}")
        own = replace(sent, cover=replace(cover, unit_code=code), file=f"{number}.xlsx")
        units.append(replace(received, file=own.file, submission=own))
    return Department(tuple(units))


def read_into(editions: list[Edition], path: Path) -> None:
    edition = edition_of_summary(read_workbook(path, MAX_SUMMARY_BYTES), path.name)
    if edition is None:
        raise ValueError(path)
    editions.append(edition)


def main() -> None:
    with as_file(files("xladdin.sample") / "projects.json") as data:
        told = tuple(p for unit in load_projects(data).values() for p in unit)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old = workbook(folder, "2024", told)
        new = workbook(folder, "2025", tuple(map(next_year, told)))
        was, now = (Edition("", (statement_of(sent),)) for sent in (old, new))
        itself, later = (seconds(lambda: compare(was, was)), seconds(lambda: compare(was, now)))
        print(f"{len(told)} projects compared with themselves: {itself * 1000:.0f} ms")
        print(f"{len(told)} projects compared with the next year's: {later * 1000:.0f} ms")
        departments = [department(sent) for sent in (old, new)]
        paths = [folder / f"汇总表{n}.xlsx" for n in range(2)]
        for path, sent in zip(paths, departments, strict=True):
            write_summary(path, sent, [])
        editions = [edition_of_department(sent, "") for sent in departments]
        print(f"{UNITS} units with {len(told)} projects each:")
        print(f"  compared, all changed: {seconds(lambda: compare(*editions)):.1f} s")
        print(
            f"  compared, none changed: {seconds(lambda: compare(editions[0], editions[0])):.1f} s"
        )
        summaries: list[Edition] = []
        taken = min(seconds(partial(read_into, summaries, path)) for path in paths)
        print(f"  a summary read: {taken:.1f} s")
        print(
            f"  two summaries compared, all changed: {seconds(lambda: compare(*summaries)):.1f} s"
        )


if __name__ == "__main__":
    main()
