"""Every finding of every rule on the real sample, each judged once by a person.

`.venv/bin/python -m tests.golden.sample_findings` writes sample_findings.csv anew: findings that
stand there already keep their judgement, new ones wait for theirs. "right" is what a careful
reviewer would have said at that place and of that gravity, "wrong" everything else.
"""

import csv
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal
from pathlib import Path

from tests.workbook.contents import sample_department, sample_units
from xladdin.consolidation.inbox import receive
from xladdin.domain.department import Department, Roster, RosterUnit
from xladdin.domain.finding import Finding, Severity
from xladdin.rules.context import Context
from xladdin.rules.engine import all_findings, check_department, check_submission
from xladdin.rules.registry import catalogue_place
from xladdin.rules.settings import Settings
from xladdin.workbook.templates import build_department_workbook, build_unit_workbook

JUDGED = Path(__file__).with_name("sample_findings.csv")
RIGHT, WRONG = "right", "wrong"
CEILINGS = {"316001": Decimal("100.89"), "316003": Decimal("76.69")}  # 万元
DIVISION_CODE = "130306"


@dataclass(frozen=True)
class JudgedFinding:
    """A line of the file. ``shown`` is "no" where a graver finding stands at the same cell."""

    rule: str
    severity: str
    file: str
    sheet: str
    cell: str
    shown: str
    message: str
    judgement: str = ""
    reason: str = ""

    @property
    def place(self) -> tuple[str, ...]:
        """What tells it from the others."""
        return (self.rule, self.severity, self.file, self.sheet, self.cell, self.message)


def sample_findings(folder: Path) -> list[JudgedFinding]:
    """What the rules say of the sample's workbooks, in the order of the catalogue."""
    department, settings = _sample(folder)
    found: list[JudgedFinding] = []
    for submission in department.counted:
        shown = check_submission(submission, settings)
        every = dict.fromkeys(all_findings(submission, Context.of(submission, settings)))
        found += [_line(finding, is_shown=finding in shown) for finding in every]
    found += [_line(f, is_shown=True) for f in check_department(department, settings)]
    return sorted(found, key=lambda line: (catalogue_place(line.rule), line.place))


def _sample(folder: Path) -> tuple[Department, Settings]:
    units = sample_units()
    listed = tuple(RosterUnit(code, unit.unit_name, CEILINGS[code]) for code, unit in units.items())
    settings = Settings(roster=Roster("单位名录", listed), division_code=DIVISION_CODE)
    build_department_workbook(folder / "316.xlsx", sample_department())
    for code, unit in units.items():
        build_unit_workbook(folder / f"{code}.xlsx", unit)
    return receive(sorted(folder.glob("*.xlsx")), settings.roster), settings


def _line(finding: Finding, *, is_shown: bool) -> JudgedFinding:
    origin = finding.origin
    return JudgedFinding(
        finding.rule,
        finding.severity.value,
        Path(origin.file).name,
        origin.sheet,
        origin.cell,
        "yes" if is_shown else "no",
        finding.message,
    )


def read_judged(path: Path = JUDGED) -> list[JudgedFinding]:
    """The findings with their judgements."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [JudgedFinding(**line) for line in csv.DictReader(lines)]


def write_judged(findings: Sequence[JudgedFinding], path: Path = JUDGED) -> None:
    """Write the file; what it says already of a finding stays."""
    known = {line.place: line for line in read_judged(path)} if path.exists() else {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, [item.name for item in fields(JudgedFinding)], lineterminator="\n"
        )
        writer.writeheader()
        for finding in findings:
            before = known.get(finding.place, finding)
            kept = replace(finding, judgement=before.judgement, reason=before.reason)
            writer.writerow(asdict(kept))


def precision(findings: Sequence[JudgedFinding], severity: Severity) -> tuple[int, int]:
    """How many of the findings of that gravity were judged right, and how many there are."""
    judged = [line for line in findings if line.severity == severity.value]
    return sum(line.judgement == RIGHT for line in judged), len(judged)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        write_judged(sample_findings(Path(scratch)))
