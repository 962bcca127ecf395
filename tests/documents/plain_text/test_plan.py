"""Which month a share belongs to, by the blanks that empty cells leave."""

from decimal import Decimal

import pytest

from xladdin.documents.plain_text.claims import Claims
from xladdin.documents.plain_text.plan import UNCLEAR, PlanReader
from xladdin.documents.plain_text.stream import TextStream
from xladdin.domain.content import Amount

MONTHS = "3 月底 6 月底 10 月底 12 月底 \n\n"
END = "\n\n绩效目标"


def read(text: str) -> tuple[list[Amount], Claims]:
    stream = TextStream(text)
    claims = Claims(stream)
    plan = PlanReader(stream, claims, "316001 项目1").read(0, len(stream) - len("绩效目标"))
    return list(plan.values()), claims


def shares(*percents: int | None) -> list[Amount]:
    return [None if percent is None else Decimal(percent) / 100 for percent in percents]


@pytest.mark.parametrize(
    ("line", "plan"),
    [
        ("25% 50% 75% 100% ", shares(25, 50, 75, 100)),
        ("25%\n50%\n75%\n100%", shares(25, 50, 75, 100)),
        ("25 % 50 % 75 % 100 %", shares(25, 50, 75, 100)),
        ("    100%   ", shares(None, None, 100, None)),
        ("  100%     ", shares(None, 100, None, None)),
        ("100%       ", shares(100, None, None, None)),
        ("      100% ", shares(None, None, None, 100)),
        ("50% 75% 100%   ", shares(50, 75, 100, None)),
        ("30%   100%   ", shares(30, None, 100, None)),
        ("    60% 100% ", shares(None, None, 60, 100)),
        ("\t\t100%\t", shares(None, None, 100, None)),
        ("", shares(None, None, None, None)),
    ],
)
def test_empty_cells_are_counted(line: str, plan: list[Amount]) -> None:
    found, claims = read(MONTHS + line + END)
    assert found == plan
    assert all(item.text == "绩效目标" for item in claims.left_over())


@pytest.mark.parametrize("line", ["100%", "50% 100%", "50%\n100%"])
def test_without_blanks_nothing_is_guessed(line: str) -> None:
    found, claims = read(MONTHS.replace(" \n", "\n") + line + END)
    assert found == shares(None, None, None, None)
    assert UNCLEAR in {item.reason for item in claims.left_over()}


def test_values_stand_under_their_months_where_the_page_was_kept() -> None:
    text = (
        "3月底       6月底      10月底      12月底\n             30%                   100%" + END
    )
    assert read(text)[0] == shares(None, 30, None, 100)


def test_what_is_no_number_stays_a_text() -> None:
    assert read(MONTHS + "25% 50% 75% 全部 " + END)[0] == [*shares(25, 50, 75), "全部"]
