import json

from tests.consolidation.departments import sample_department
from xladdin.consolidation.report import consolidation_json
from xladdin.domain.department import Department, Received, Roster, RosterUnit, SubmissionStatus
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin

TOTAL = {
    "unit_code": "",
    "unit_name": "合计",
    "projects": 13,
    "indicators": 121,
    "budget": "177.58",
    "fiscal": "177.58",
    "other": "0.00",
    "plan": {"mar": "47.235", "jun": "91.905", "oct": "145.195", "dec": "177.58"},
}


def test_the_sample_as_json() -> None:
    department = sample_department()
    finding = Finding("R03", Severity.ERROR, "夹带", "删去", Origin("a", "项目7", "E18"))

    report = json.loads(json.dumps(consolidation_json(department, [finding])))

    assert list(report) == ["units", "total", "submissions", "missing", "findings"]
    assert report["total"] == TOTAL
    assert [unit["unit_code"] for unit in report["units"]] == ["316001", "316003"]
    assert [unit["plan"]["oct"] for unit in report["units"]] == ["86.4625", "58.7325"]
    assert list(report["units"][0]) == list(TOTAL)
    assert [s["status"] for s in report["submissions"]] == ["used"] * 3
    assert report["missing"] == []
    assert report["findings"] == [finding.as_json()]


def test_missing_units_and_files_that_do_not_count() -> None:
    roster = Roster("u.csv", (RosterUnit("316002", "乙"),))
    unreadable = Received("坏.xlsx", SubmissionStatus.UNREADABLE, None, reason="打不开")

    report = consolidation_json(Department((unreadable,), roster), [])

    assert report["missing"] == [{"unit_code": "316002", "unit_name": "乙"}]
    assert report["submissions"] == [
        {"file": "坏.xlsx", "unit_code": "", "status": "unreadable", "digest": ""}
    ]
    assert report["units"] == []
