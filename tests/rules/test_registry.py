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


def test_every_rule_of_the_catalogue_is_registered_once_and_in_its_order() -> None:
    assert [rule.id for rule in all_rules()] == list(CATALOGUE)


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
    source = rule.documentation.source

    assert rule.documentation.what
    assert source
    cited = re.findall(r"财预〔\d{4}〕\d+号", CATALOGUE[rule.id]["source"])
    assert [regulation for regulation in cited if regulation not in source] == []
    assert re.findall(r"号第.{1,4}条", source) == []
