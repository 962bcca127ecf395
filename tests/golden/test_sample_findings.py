"""What the rules say of the real sample is what a person has read and judged."""

from pathlib import Path

from tests.golden.sample_findings import RIGHT, WRONG, precision, read_judged, sample_findings
from xladdin.domain.finding import Severity


def test_the_findings_are_those_that_were_judged(tmp_path: Path) -> None:
    found = [(*line.place, line.shown) for line in sample_findings(tmp_path)]
    judged = [(*line.place, line.shown) for line in read_judged()]

    assert [line for line in found if line not in judged] == []
    assert [line for line in judged if line not in found] == []


def test_every_finding_is_judged_and_every_wrong_one_explained() -> None:
    judged = read_judged()

    assert {line.judgement for line in judged} <= {RIGHT, WRONG}
    assert [line for line in judged if line.judgement == WRONG and not line.reason] == []


def test_no_error_is_false_and_hardly_a_warning() -> None:
    judged = read_judged()
    right_errors, errors = precision(judged, Severity.ERROR)
    right_warnings, warnings = precision(judged, Severity.WARNING)

    assert right_errors == errors > 0
    assert right_warnings / warnings >= 0.95
