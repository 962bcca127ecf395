"""What a finding counts as: explained or open."""

from dataclasses import replace

import pytest

from xladdin.domain.explanation import Review, Verdict
from xladdin.domain.finding import Finding, Severity, count_label
from xladdin.domain.origin import Origin

WARNING = Finding("S14", Severity.WARNING, "有误", "请改", Origin("f", "项目1", "C4"), content="5")
EXPLAINED = replace(WARNING, explanation="含税差额")
REFUSED = replace(EXPLAINED, review=Review(Verdict.REFUSED, "请附合同"))


def test_a_warning_with_an_explanation_passes() -> None:
    assert EXPLAINED.is_explained
    assert replace(EXPLAINED, review=Review(Verdict.ACCEPTED)).is_explained
    assert replace(EXPLAINED, review=Review(None, "待核")).is_explained


@pytest.mark.parametrize(
    "finding",
    [
        WARNING,
        replace(WARNING, lapsed="含税差额"),
        REFUSED,
        replace(EXPLAINED, severity=Severity.ERROR),
        replace(EXPLAINED, severity=Severity.INFO),
    ],
)
def test_everything_else_does_not(finding: Finding) -> None:
    assert not finding.is_explained


def test_the_count_says_how_many_warnings_are_explained() -> None:
    assert count_label([]) == "0 个错误，0 个警告，0 个提示"
    assert count_label([WARNING, REFUSED]) == "0 个错误，2 个警告，0 个提示"
    assert count_label([WARNING, EXPLAINED, replace(EXPLAINED, severity=Severity.ERROR)]) == (
        "1 个错误，2 个警告（其中 1 个已说明），0 个提示"
    )


def test_programs_are_told_what_passes_and_what_was_decided() -> None:
    assert EXPLAINED.as_json() | {"explained": "", "verdict": ""} == {
        "rule": "S14",
        "severity": "warning",
        "file": "f",
        "sheet": "项目1",
        "cell": "C4",
        "message": "有误",
        "fix": "请改",
        "explanation": "含税差额",
        "explained": "",
        "lapsed_explanation": "",
        "verdict": "",
        "verdict_comment": "",
    }
    assert EXPLAINED.as_json()["explained"] is True
    refused = REFUSED.as_json()
    assert (refused["explained"], refused["verdict"]) == (False, "refused")
    assert refused["verdict_comment"] == "请附合同"
    assert replace(WARNING, lapsed="旧").as_json()["lapsed_explanation"] == "旧"
