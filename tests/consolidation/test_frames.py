from decimal import Decimal

from tests.consolidation.departments import department, sample_department, unit_submission
from tests.workbook import contents
from xladdin.consolidation.frames import (
    findings_frame,
    indicators_frame,
    projects_frame,
    submissions_frame,
)
from xladdin.domain.comparison import Comparison
from xladdin.domain.department import (
    Department,
    Received,
    Roster,
    RosterUnit,
    SubmissionStatus,
)
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.domain.target_value import ValueKind


def test_a_project_row_leads_back_to_its_cells() -> None:
    row = projects_frame(sample_department()).to_dict("records")[7]

    assert (row["number"], row["unit_code"], row["position"]) == (8, "316003", 1)
    assert (row["project_code"], row["project_name"]) == (
        "13030624P005851105686",
        "2024年保安保洁人员费用",
    )
    assert (row["budget"], row["fiscal"], row["other"]) == (Decimal("53.83"), Decimal("53.83"), 0)
    assert (row["file"], row["sheet"]) == ("inbox/316003.xlsx", "项目1")
    assert (row["budget_cell"], row["fiscal_cell"], row["plan_cell"]) == ("C4", "E4", "B7")
    assert row["indicators"] == 9


def test_plan_is_filled_and_says_so() -> None:
    row = projects_frame(sample_department()).to_dict("records")[0]

    assert [row[f"share_{m}"] for m in ("mar", "jun", "oct", "dec")] == [0, 0, 1, 1]
    assert [row[f"is_filled_{m}"] for m in ("mar", "jun", "oct", "dec")] == [
        *(True, True, False, True)
    ]
    assert row["plan_oct"] == Decimal("13.48")


def test_amounts_stay_exact_decimals_or_what_the_cell_states() -> None:
    projects = [contents.project(budget="0.1"), contents.project(budget="2000万")]
    frame = projects_frame(department(unit_submission("a", "316001", "甲", projects)))

    assert list(frame["budget"]) == [Decimal("0.1"), None]
    assert frame["budget"].dtype == object
    assert list(frame["budget_text"]) == ["0.1", "2000万"]


def test_indicators_are_taken_apart() -> None:
    frame = indicators_frame(sample_department())
    row = frame[frame["target_value"] == "≤13.48万元"].to_dict("records")[0]

    assert len(frame) == 121
    assert (row["comparison"], row["value"], row["unit"], row["kind"]) == (
        Comparison.AT_MOST,
        Decimal("13.48"),
        "万元",
        ValueKind.NUMBER,
    )
    assert (row["project"], row["sheet"], row["cell"]) == (1, "项目1", "E15")
    assert (row["level1"], row["level2"], row["level3"], row["target_basis"]) == (
        *("产出指标", "成本指标", "总共费用", "抚审批呈【2023】23号"),
    )


def test_findings_come_by_unit_and_graver_ones_first() -> None:
    def finding(rule: str, severity: Severity, file: str) -> Finding:
        return Finding(rule, severity, "问题", "修改", Origin(file, "项目1", "C4"), "说明")

    frame = findings_frame(
        sample_department(),
        [
            finding("S11", Severity.INFO, "inbox/316003.xlsx"),
            finding("R13", Severity.WARNING, "inbox/316001.xlsx"),
            finding("C07", Severity.ERROR, "inbox/316001.xlsx"),
            finding("D01", Severity.ERROR, "units.csv"),
        ],
    )

    assert list(frame["rule"]) == ["D01", "C07", "R13", "S11"]
    assert list(frame["unit_code"]) == ["", "316001", "316001", "316003"]
    assert frame.to_dict("records")[1] == {
        "severity": Severity.ERROR,
        "unit_code": "316001",
        "unit_name": "秦皇岛市抚宁区行政审批局本级",
        "file": "inbox/316001.xlsx",
        "sheet": "项目1",
        "cell": "C4",
        "rule": "C07",
        "message": "问题",
        "fix": "修改",
        "content": "",
        "explanation": "说明",
        "lapsed": "",
        "is_for_review": False,
        "is_explained": False,
        "verdict": None,
        "comment": "",
    }


def test_submissions_list_files_and_missing_units_by_code() -> None:
    roster = Roster("u.csv", (RosterUnit("316002", "乙"), RosterUnit("316001", "甲")))
    sent = unit_submission("c.xlsx", "316003", "丙", [contents.project()])
    received = (
        Received("坏.xlsx", SubmissionStatus.UNREADABLE, None, reason="打不开"),
        Received("c.xlsx", SubmissionStatus.USED, sent, "2024-01-05T00:00:00+00:00"),
    )

    rows = submissions_frame(Department(received, roster)).to_dict("records")

    assert [(r["unit_code"], r["status"], r["file"]) for r in rows] == [
        ("316001", None, None),
        ("316002", None, None),
        ("316003", SubmissionStatus.USED, "c.xlsx"),
        ("", SubmissionStatus.UNREADABLE, "坏.xlsx"),
    ]
    assert (rows[2]["projects"], rows[2]["indicators"], rows[2]["digest"]) == (1, 2, sent.digest)
    assert rows[3]["reason"] == "打不开"
