from pathlib import Path

import pytest

from scripts.check_test_report import complaints, main

UNIT = '<testcase classname="tests.domain.test_money" name="test_parse[1.5]" />'
LIVE = '<testcase classname="tests.live.test_a.TestB" name="test_c[x/y::z]" />'
SKIP = '<testcase classname="{}" name="test_s"><skipped message="no font" /></testcase>'
COLLECTED = "tests/live/test_a.py::TestB::test_c[x/y::z]\n\n1 test collected in 0.01s\n"


def report(*cases: str) -> str:
    return f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>"


def test_a_full_run_is_full() -> None:
    assert complaints(report(UNIT, LIVE), COLLECTED) == []


def test_a_skipped_test_is_named_wherever_it_stands() -> None:
    skipped = [SKIP.format("tests.domain.test_money"), SKIP.format("tests.live.test_d")]
    collected = COLLECTED + "tests/live/test_d.py::test_s\n"

    assert complaints(report(UNIT, LIVE, *skipped), collected) == [
        "skipped: tests.domain.test_money.test_s",
        "skipped: tests.live.test_d.test_s",
    ]


def test_a_deselected_live_test_is_named() -> None:
    collected = COLLECTED + "tests/live/test_d.py::test_e\n"

    assert complaints(report(UNIT, LIVE), collected) == ["deselected: tests.live.test_d.test_e"]


@pytest.mark.parametrize("cases", [[], [UNIT], [UNIT, SKIP.format("tests.live.test_d")]])
def test_a_run_without_live_tests_is_not_full(cases: list[str]) -> None:
    assert "no live test ran" in complaints(report(*cases), "")


def test_the_exit_status_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = tmp_path / "report.xml", tmp_path / "collected.txt"
    for file, text in zip(files, (report(UNIT), COLLECTED), strict=True):
        file.write_text(text, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["check_test_report.py", *map(str, files)])

    with pytest.raises(SystemExit, match=r"deselected: tests\.live\.test_a\.TestB\.test_c"):
        main()
