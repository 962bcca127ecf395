from pathlib import Path

from tests.workbook.contents import sample_units
from xladdin.form import layout
from xladdin.form.grid import Area
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.live.form_areas import COVER_AREAS, PROJECT_AREAS
from xladdin.workbook.templates import build_unit_workbook


def test_the_areas_are_those_of_a_fresh_workbook(tmp_path: Path) -> None:
    path = tmp_path / "316001.xlsx"
    build_unit_workbook(path, sample_units()["316001"])
    read = {sheet.name: set(sheet.merged) for sheet in read_workbook(path).sheets}

    assert set(PROJECT_AREAS) == read["项目1"] == read["项目7"]
    assert len(PROJECT_AREAS) == len(set(PROJECT_AREAS))
    head = {area for area in read[layout.COVER_SHEET] if area.bottom < layout.INDEX_HEADING_ROW}
    assert set(COVER_AREAS) == head
    assert Area(1, 1, 1, 9) in COVER_AREAS
