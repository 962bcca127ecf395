import json
import re
from pathlib import Path

import pytest

from xladdin.rules.engine import AnyRule, all_rules
from xladdin.rules.registry import Certainty

CATALOGUE = {
    row["id"]: row
    for row in json.loads(Path(__file__).with_name("catalogue.json").read_text(encoding="utf-8"))
}
IMPLEMENTED = [
    *("C01", "C05", "C06", "C07", "C08", "C10", "C11", "C13", "C14", "C15", "C17", "C18"),
    *("R01", "R03", "R04", "R06", "R08", "R13"),
    *("S01", "S02", "S10", "S11", "S14", "S19"),
    *("W01", "W02", "W03", "W05", "W06", "W08"),
    *("D01", "D02", "D03"),
]


def test_these_rules_are_registered_once_and_in_the_order_of_the_catalogue() -> None:
    assert [rule.id for rule in all_rules()] == IMPLEMENTED
    places = list(CATALOGUE)
    assert sorted(IMPLEMENTED, key=places.index) == IMPLEMENTED


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_says_of_itself_what_the_catalogue_says(rule: AnyRule) -> None:
    row = CATALOGUE[rule.id]

    assert (rule.severity.value, rule.level.value, rule.title) == (
        row["severity"],
        row["level"],
        row["title"],
    )
    is_heuristic = "heuristic" in row["certainty"]
    assert rule.certainty is (Certainty.HEURISTIC if is_heuristic else Certainty.CERTAIN)
    assert rule.hides <= set(CATALOGUE)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_is_documented_with_its_source(rule: AnyRule) -> None:
    documentation = rule.check.__doc__ or ""

    assert re.search(r"Source:\s+\S", documentation)
    cited = re.findall(r"财预〔\d{4}〕\d+号", CATALOGUE[rule.id]["source"])
    for regulation in cited:
        assert regulation in rule.source
        assert regulation in documentation
    assert "第" not in "".join(re.findall(r"号第.{1,4}条", documentation + rule.source))
