"""Tells from a test run's JUnit report whether every live test ran and no test was skipped.

Usage: check_test_report.py REPORT.xml COLLECTED.txt

COLLECTED.txt is what `pytest --collect-only --quiet tests/live` prints: one test a line. A live
test that stands there and not in the report was deselected.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

LIVE = "tests.live."


def complaints(report: str, collected: str) -> list[str]:
    """Say what the run left out; an empty list is a full run.

    Args:
        report: the JUnit XML that pytest wrote.
        collected: the node ids of all live tests, one a line, other lines among them.
    """
    cases = list(ET.fromstring(report).iter("testcase"))  # noqa: S314 -- our own pytest wrote it
    skipped = {name_in_report(case) for case in cases if case.find("skipped") is not None}
    ran = {name_in_report(case) for case in cases} - skipped
    expected = {
        name_of_node(line) for line in collected.splitlines() if line.startswith("tests/live/")
    }

    found = [f"skipped: {name}" for name in sorted(skipped)]
    found += [f"deselected: {name}" for name in sorted(expected - ran - skipped)]
    if not any(name.startswith(LIVE) for name in ran):
        found.append("no live test ran")
    return found


def name_in_report(case: ET.Element) -> str:
    """Give a test's place and name with dots: "tests.live.test_a.test_b[x]"."""
    return f"{case.get('classname')}.{case.get('name')}"


def name_of_node(node: str) -> str:
    """Give the same for a node id: "tests/live/test_a.py::test_b[x]"."""
    path, bracket, parameters = node.partition("[")
    return path.replace(".py::", ".").replace("::", ".").replace("/", ".") + bracket + parameters


def main() -> None:
    """End with a status that isn't 0 when the run left something out."""
    report, collected = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
    if found := complaints(report, collected):
        sys.exit("the test run isn't full:\n" + "\n".join(found))
    print("the test run is full: every live test ran, no test was skipped")


if __name__ == "__main__":
    main()
