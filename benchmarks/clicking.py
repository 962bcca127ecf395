"""What a click on 校验 costs, in the built add-in on a workbook that is open in LibreOffice.

The peers, in the same run: a click that does nothing but say something (关于), and reading the same
cells live one by one, as a macro does that was recorded or written by hand.

.venv/bin/python benchmarks/clicking.py
"""

import tempfile
from importlib.resources import as_file, files
from itertools import cycle, islice
from pathlib import Path

import xlwings as xw

from benchmarks.reading_and_validating import best_of
from tests.live.calc.connect import Connected
from tests.live.calc.run_python import RunPythonDouble
from tests.live.office import Office
from tests.live.ribbon_desk import Desk
from xladdin.addin.build import ADDIN_NAME, build_addin
from xladdin.domain.content import DepartmentIdentity, ProjectContent, UnitContent
from xladdin.form.interchange import load_projects
from xladdin.workbook.templates import build_unit_workbook

ALLOWED = {13: 1.5, 100: 3.0}  # project sheets -> seconds
ROUNDS = 5


def sample_projects() -> list[ProjectContent]:
    with as_file(files("xladdin.sample") / "projects.json") as data:
        return [project for unit in load_projects(data).values() for project in unit]


def read_cell_by_cell(sheet: xw.Sheet) -> None:
    used = sheet.used_range
    for row in range(used.row, used.row + used.shape[0]):
        for column in range(used.column, used.column + used.shape[1]):
            _ = sheet.range((row, column)).value


def measure(desk: Desk, folder: Path, count: int) -> None:
    path = folder / f"{count}个项目.xlsx"
    projects = tuple(islice(cycle(sample_projects()), count))
    department = DepartmentIdentity("316", "部门", 2024)
    build_unit_workbook(path, UnitContent(department, "316001", "单位", projects=projects))
    book = desk.open(path)
    nothing = best_of(lambda: desk.click("OnAbout"), ROUNDS)
    click = best_of(lambda: desk.click("OnValidateWorkbook"), ROUNDS)
    by_cell = best_of(lambda: read_cell_by_cell(book.sheets["项目1"]), 1) * count
    book.close()
    verdict = "within" if click <= ALLOWED[count] else "OVER"
    print(f"{count} project sheets, best of {ROUNDS}:")
    print(f"  a click on 校验            {click:.2f} s, {verdict} the {ALLOWED[count]} s allowed")
    print(f"  a click that does nothing  {nothing:.2f} s, of a click {nothing / click:.2f}")
    print(f"  reading cell by cell       {by_cell:.2f} s, of a click {by_cell / click:.2f}")


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as scratch,
        Office() as office,
        Connected(office.address) as app,
    ):
        folder = Path(scratch)
        build_addin(folder / ADDIN_NAME)
        add_in = app.books.open(folder / ADDIN_NAME)
        run_python = RunPythonDouble(folder / "run", office.address)
        run_python.install(add_in)
        for count in ALLOWED:
            measure(Desk(app, add_in, run_python), folder, count)


if __name__ == "__main__":
    main()
