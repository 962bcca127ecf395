"""The pictures in docs/pictures/, taken from the real program: `make pictures`.

The demo's workbooks are made, one is validated into a marked copy, LibreOffice prints them, and the
telling pages are kept, those of the document to publish too. Then a workbook is opened in
LibreOffice on a screen that nobody sees, with the add-in loaded; 校验 and 下一个问题 are clicked,
and a picture of the screen is taken.
"""

import io
import shutil
import sys
import tempfile
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.draw_ribbon import ribbon_picture  # noqa: E402 - found through ROOT
from scripts.screen import HEIGHT, WIDTH, Screen  # noqa: E402
from tests.live.calc.connect import Connected  # noqa: E402
from tests.live.calc.run_python import RunPythonDouble  # noqa: E402
from tests.live.office import Office, pages_as_pictures  # noqa: E402
from tests.live.ribbon_desk import Desk  # noqa: E402
from xladdin import services  # noqa: E402
from xladdin.addin.build import ADDIN_NAME, build_addin  # noqa: E402
from xladdin.demo import run_demo  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
DOTS_PER_INCH = 90
SHEET_WITH_ERRORS = "项目7"


def main() -> None:
    """Make and keep the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        run_demo(folder, Console(file=io.StringIO()))
        (unit,) = folder.glob("inbox/316001_*.xlsx")
        print_workbooks(folder, unit)
        keep_published_pages(folder / "公开文本.pdf")
        look_at_the_screen(folder, unit)
    (PICTURES / "ribbon.svg").write_text(ribbon_picture(), encoding="utf-8")
    for path in sorted(PICTURES.iterdir()):
        print(path)


def print_workbooks(folder: Path, unit: Path) -> None:
    """Pages as a printer would give them."""
    with Office() as office:
        (marked,) = services.write_marked_copies(services.validate([unit]))
        pages = pages_as_pictures(office.convert_to_pdf(marked, folder), DOTS_PER_INCH)
        summary = pages_as_pictures(
            office.convert_to_pdf(folder / "汇总表.xlsx", folder), DOTS_PER_INCH
        )
    chosen = {"cover": pages[0], "project": pages[7], "findings": pages[-1]}
    for name, page in {**chosen, "summary": summary[0]}.items():
        shutil.copy(page, PICTURES / f"{name}.png")


def keep_published_pages(document: Path) -> None:
    """Telling pages of the demo's document to publish."""
    pages = pages_as_pictures(document, DOTS_PER_INCH)
    chosen = {"contents": pages[1], "targets": pages[3], "project": pages[7], "long": pages[14]}
    for name, page in chosen.items():
        shutil.copy(page, PICTURES / f"published-{name}.png")


def look_at_the_screen(folder: Path, unit: Path) -> None:
    """The open workbook after 校验 and 下一个问题."""
    with (
        Screen() as screen,
        Office(display=screen.name) as office,
        Connected(office.address) as app,
    ):
        build_addin(folder / ADDIN_NAME)
        add_in = app.books.open(folder / ADDIN_NAME)
        run_python = RunPythonDouble(folder / "run", office.address)
        run_python.install(add_in)
        desk = Desk(app, add_in, run_python)
        book = desk.open(unit)
        fill_the_screen(book.impl.uno.CurrentController)
        desk.click("OnValidateWorkbook")
        sheet = book.sheets[SHEET_WITH_ERRORS]
        sheet.activate()
        sheet["A9"].select()
        desk.click("OnNextFinding")
        screen.picture(PICTURES / "marked-on-screen.png")


def fill_the_screen(controller: object) -> None:
    """Let the window be as large as the screen, without the side bar."""
    frame = controller.Frame  # type: ignore[attr-defined]  # UNO's objects carry no types
    frame.ContainerWindow.setPosSize(0, 0, WIDTH, HEIGHT, 15)
    sidebar = controller.getSidebar()  # type: ignore[attr-defined]
    if sidebar is not None:
        sidebar.setVisible(False)


if __name__ == "__main__":
    main()
