"""The summary at the season's end: every line of every sheet, and what it says of the first one."""

from decimal import Decimal

import pytest
from openpyxl import load_workbook

from tests.consolidation.summaries import table
from tests.season.story import Season
from tests.season.tables import expected_sheets, sheet_lines

DIGEST = "内容摘要（SHA-256）"


def test_it_has_the_sheets_that_are_expected_and_no_other(season: Season) -> None:
    assert set(load_workbook(season.office.summary).sheetnames) == set(expected_sheets())


@pytest.mark.parametrize("sheet", expected_sheets())
def test_every_line(season: Season, sheet: str) -> None:
    assert sheet_lines(season.office.summary, sheet, but=DIGEST) == expected_sheets()[sheet]


def test_equal_contents_and_no_others_have_equal_digests(season: Season) -> None:
    rows = table(season.office.summary, "报送情况")
    digests = {row["文件"]: row[DIGEST] for row in rows if row[DIGEST]}

    assert len(digests) == 25  # all but the photograph
    assert all(len(digest) == 64 for digest in digests.values())
    assert (
        digests["318002_群众艺术馆_2025_第1次.xlsx"] == digests["318002_群众艺术馆_2025_第2次.xlsx"]
    )
    assert len(set(digests.values())) == 24


def test_the_two_rounds_by_hand(season: Season) -> None:
    first, second = (report.totals[1].budget for report in season.summaries)

    # 20 + 20 + 15.5 + 30 + 6.4 + 9.6 + 4.2 + 5 + 7.3 + 11 + 16
    assert first == Decimal("145.00")
    # 12 + 20 + 15.5 + 28 + 6 + 9.6 + 4.2 + 5 + 7.3 + 14 + 16
    assert second == Decimal("137.60")


def test_how_consolidating_ended(season: Season) -> None:
    # the first with errors, the last with a file that can't be read besides
    assert [summary.exit_status for summary in season.summaries] == [1, 3]
