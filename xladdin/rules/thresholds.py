"""参数: the numbers that rules compare with. Finance offices tighten and loosen them."""

from dataclasses import dataclass, field, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class AboutThreshold:
    """What people are told about a number: its rule, name and unit, and what it may be."""

    rule: str
    label: str
    unit: str
    lowest: Decimal
    highest: Decimal
    is_whole: bool


def _about(
    rule: str,
    label: str,
    unit: str,
    *,
    lowest: str = "0",
    highest: str = "1000000",
    is_whole: bool = True,
) -> dict[str, AboutThreshold]:
    numbers = Decimal(lowest), Decimal(highest)
    return {"about": AboutThreshold(rule, label, unit, *numbers, is_whole)}


@dataclass(frozen=True)
class Thresholds:
    """Every number that a rule compares with; the defaults are used unless a user changes them."""

    most_amount_decimals: int = field(
        default=2, metadata=_about("C07", "金额小数位数上限", "位", highest="4")
    )


def thresholds() -> dict[str, AboutThreshold]:
    """What there is to say about each field of ``Thresholds``, in their order."""
    return {item.name: item.metadata["about"] for item in fields(Thresholds)}
