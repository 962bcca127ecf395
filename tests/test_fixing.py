"""Mending a file: the copy, its log, its name and its list of findings."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workbook.contents import project, row, sample_units
from xladdin.domain.content import DepartmentIdentity, UnitContent
from xladdin.domain.finding import count_label
from xladdin.errors import OutputError, UsageError
from xladdin.fixing import find_mends, fixing_exit_status, fixing_json, write_fixed_copy
from xladdin.form.findings_sheet import read_findings
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.marked_copy import write_marked_copy
from xladdin.workbook.templates import build_unit_workbook

NOBODY = DepartmentIdentity("316", "行政审批局", 2024)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The sample's first unit, with one amount as a text and one share above 100%."""
    unit = sample_units()["316001"]
    first, *others = unit.projects
    rows = (*first.indicators, row(level3="开通率", target_value="≥100%"))
    first = replace(first, budget="13.48万", indicators=rows)
    path = tmp_path / "316001.xlsx"
    build_unit_workbook(path, replace(unit, projects=(first, *others)))
    return path


def test_all_is_mended_in_a_copy_beside_the_source(source: Path) -> None:
    before = source.read_bytes()
    found = find_mends(source)

    copy = write_fixed_copy(found, found.proposal.mends)

    assert source.read_bytes() == before
    assert copy.path == source.with_name("316001.修正.xlsx")
    assert copy.log == source.with_name("316001.修正记录.csv")
    with copy.log.open(encoding="utf-8-sig", newline="") as file:
        logged = [line[1:5] for line in csv.reader(file)][1:]
    assert [copy.path.name, "项目1", "C4", "C07"] in logged
    assert len(logged) == sum(len(mend.edits) for mend in found.proposal.mends)
    left = {(finding.rule, finding.origin.cell) for finding in copy.findings}
    assert ("C07", "C4") not in left
    assert not read_findings(read_workbook(copy.path))  # as in the source


def test_chosen_mends_only(source: Path) -> None:
    found = find_mends(source, ("C07", "R06"))
    rules = [mend.rule for mend in found.proposal.mends]

    copy = write_fixed_copy(found, found.chosen({rules.index("R06") + 1}))

    assert [mend.rule for mend in copy.mends] == ["R06"]
    assert ("C07", "C4") in {(finding.rule, finding.origin.cell) for finding in copy.findings}


def test_a_list_of_findings_is_brought_up_to_date(source: Path) -> None:
    found = find_mends(source)
    write_marked_copy(source, source, found.findings, count_label(found.findings))
    found = find_mends(source)

    copy = write_fixed_copy(found, found.proposal.mends)

    listed = read_findings(read_workbook(copy.path))
    assert [(f.rule, f.origin.cell) for f in listed] == [
        (f.rule, f.origin.cell) for f in copy.findings
    ]


def test_the_copy_of_a_copy_has_a_number(source: Path) -> None:
    found = find_mends(source, ("C07",))
    copy = write_fixed_copy(found, found.proposal.mends).path

    second = find_mends(copy, ("R06",))
    again = write_fixed_copy(second, second.proposal.mends).path
    assert again.name == "316001.修正2.xlsx"
    assert find_mends(again).default_output.name == "316001.修正3.xlsx"


def test_nothing_is_replaced_unless_told_to(source: Path, tmp_path: Path) -> None:
    found = find_mends(source, ("C07",))
    mends = found.proposal.mends
    with pytest.raises(UsageError, match="修正只写入副本"):
        write_fixed_copy(found, mends, source, may_replace=True)
    with pytest.raises(UsageError, match=r"同为 \.xlsx 文件"):
        write_fixed_copy(found, mends, tmp_path / "副本.xls")
    write_fixed_copy(found, mends)
    with pytest.raises(UsageError, match="已存在"):
        write_fixed_copy(found, mends)
    copy = write_fixed_copy(found, mends, may_replace=True)
    assert len(copy.log.read_text(encoding="utf-8-sig").splitlines()) == 3


def test_where_the_log_cannot_be_written_there_is_no_copy(source: Path) -> None:
    source.with_name("316001.修正记录.csv").mkdir()
    found = find_mends(source, ("C07",))

    with pytest.raises(OutputError):
        write_fixed_copy(found, found.proposal.mends)
    assert not source.with_name("316001.修正.xlsx").exists()


def test_the_exit_status_is_that_of_what_is_left(tmp_path: Path) -> None:
    path = tmp_path / "316009.xlsx"
    sheet = project(budget="13.48万")
    build_unit_workbook(path, UnitContent(NOBODY, "316009", "直属中心", projects=(sheet,)))
    found = find_mends(path, ("C07",))

    assert fixing_exit_status(found, None) == 1
    copy = write_fixed_copy(found, found.proposal.mends)
    errors = [finding for finding in copy.findings if finding.severity == "error"]
    assert fixing_exit_status(found, copy) == int(bool(errors))
    assert [finding.rule for finding in errors if finding.rule == "C07"] == []


def test_programs_are_told_what_was_made(source: Path) -> None:
    found = find_mends(source, ("C07", "R06"))
    listed = json.loads(json.dumps(fixing_json(found, None)))
    assert listed["copy"] is None
    assert [mend["made"] for mend in listed["mends"]] == [False, False]

    copy = write_fixed_copy(found, found.chosen({1}))
    told = json.loads(json.dumps(fixing_json(found, copy)))
    assert (told["copy"], told["log"]) == (str(copy.path), str(copy.log))
    assert [mend["made"] for mend in told["mends"]] == [True, False]
    assert told["mends"][0]["edits"] == [
        {"sheet": "项目1", "cell": "C4", "before": "13.48万", "after": "13.48"}
    ]
