"""What a unit of measure counts: the counter and the noun of 个村, 名 and 人 as one."""

from decimal import Decimal

_ONE, _WAN = Decimal(1), Decimal(10000)
_COUNTERS_OF_NOUNS = frozenset("个名位家所座户项")
_PEOPLE = frozenset(["人", "人员", "员", "名", "位", "口"])
_GENERAL_COUNTERS = frozenset(["个", "处", "所", "家", "座"])


def scale_and_unit(unit: str) -> tuple[Decimal, str]:
    """A normalised unit in two: 万亩 is 10000 and 亩; 1 in a unit without 万."""
    return (_WAN, unit[1:]) if unit[:1] == "万" and len(unit) > 1 else (_ONE, unit)


def counter_and_noun(unit: str) -> tuple[str, str]:
    """A normalised unit in two: 个村 is 个 and 村; the noun is empty in a unit without one."""
    if len(unit) > 1 and unit[0] in _COUNTERS_OF_NOUNS:
        return unit[0], unit[1:]
    return unit, ""


def measure(unit: str) -> str:
    """What a unit counts: people in all their units, else the noun, else the unit itself."""
    counter, noun = counter_and_noun(unit)
    return "人" if counter in _PEOPLE else noun or unit


def is_general(counter: str) -> bool:
    """True for counters that tell nothing of what is counted: 374个, 6所."""
    return counter in _GENERAL_COUNTERS


def may_count_the_same(one: str, other: str) -> bool:
    """True for two counters of the same thing: 名 and 人, 所 and 个."""
    return one == other or measure(one) == measure(other) or (is_general(one) and is_general(other))
