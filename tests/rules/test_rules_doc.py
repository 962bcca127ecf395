"""docs/rules.md says what the registry says."""

import re

from scripts.make_rules_doc import RULES_PAGE, rules_page
from xladdin.rules.engine import all_rules
from xladdin.rules.thresholds import thresholds
from xladdin.rules.words import word_lists

HOW_TO_MEND = "run .venv/bin/python scripts/make_rules_doc.py"


def test_the_page_is_up_to_date() -> None:
    assert RULES_PAGE.read_text(encoding="utf-8") == rules_page(), HOW_TO_MEND


def test_every_rule_stands_on_it_with_its_source() -> None:
    page = RULES_PAGE.read_text(encoding="utf-8")

    assert re.findall(r"^### (\w+) ", page, flags=re.MULTILINE) == [r.id for r in all_rules()]
    assert page.count("* 来源：") == len(all_rules())


def test_every_setting_belongs_to_a_rule() -> None:
    known = {rule.id for rule in all_rules()}

    assert {about.rule for about in thresholds().values()} <= known
    assert {rule for about in word_lists().values() for rule in about.rules} <= known
