"""The pictures in docs/pictures/, taken from the real program: `make pictures`.

The demo's workbooks are made, one is validated into a marked copy, LibreOffice prints them, and the
telling pages are kept.
"""

import io
import shutil
import sys
import tempfile
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.live.office import Office, pages_as_pictures  # noqa: E402 - found through ROOT
from xladdin import services  # noqa: E402
from xladdin.demo import run_demo  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
DOTS_PER_INCH = 90


def main() -> None:
    """Make and keep the four pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, Office() as office:
        folder = Path(scratch)
        run_demo(folder, Console(file=io.StringIO()))
        (unit,) = folder.glob("inbox/316001_*.xlsx")
        (marked,) = services.write_marked_copies(services.validate([unit]))
        pages = pages_as_pictures(office.convert_to_pdf(marked, folder), DOTS_PER_INCH)
        summary = pages_as_pictures(
            office.convert_to_pdf(folder / "汇总表.xlsx", folder), DOTS_PER_INCH
        )
        chosen = {"cover": pages[0], "project": pages[7], "findings": pages[-1]}
        for name, page in {**chosen, "summary": summary[0]}.items():
            shutil.copy(page, PICTURES / f"{name}.png")
            print(PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
