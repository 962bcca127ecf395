"""Plain text back into contents: the published document exactly, generated ones nearly always."""

from collections import Counter, defaultdict
from dataclasses import astuple, dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.text_documents import Style, dice, random_projects, render
from xladdin.documents.import_text import import_text
from xladdin.documents.imported import Imported
from xladdin.documents.reasons import PAGE_NUMBER
from xladdin.domain.content import ProjectContent
from xladdin.domain.project import PlanMonth
from xladdin.domain.taxonomy import Taxonomy
from xladdin.domain.text import BLANK_CHARACTERS
from xladdin.form.interchange import load_department, load_projects

SAMPLES = Path(__file__).parents[1] / "samples"
DATA = Path(str(files("xladdin.sample")))
TEXT = (SAMPLES / "published_2024.txt").read_text(encoding="utf-8")
UNITS = load_projects(DATA / "projects.json")
DEPARTMENT = load_department(DATA / "department.json")

WIDTHS = (
    (5, 5, 5, 12, 5, 7),
    (4, 6, 8, 14, 6, 9),
    (3, 4, 6, 10, 4, 6),
    (5, 8, 10, 10, 8, 12),
    (20, 20, 40, 60, 40, 60),
    (2, 3, 4, 8, 4, 5),
)
OWN_LINES = {
    "an empty line after every cell": Style(own_lines=True, blank_lines="cells", trailing=False),
    "a blank after every cell": Style(own_lines=True, blank_lines="none"),
    "both": Style(own_lines=True, blank_lines="all"),
}
SHARED_LINES = {
    "as the sample": Style(),
    "blanks lost at line ends": Style(trailing=False),
    "no blanks beside digits": Style(spaced=False),
    "three blanks between cells": Style(between=3),
    "an empty line after every cell": Style(blank_lines="cells", trailing=False),
    "an empty line after every line": Style(blank_lines="all", trailing=False),
    "no empty lines": Style(blank_lines="none", trailing=False),
    "every cell its own lines, no sign of its end": Style(
        own_lines=True, blank_lines="none", trailing=False
    ),
    "headings again on every page": Style(page_lines=4, repeat_heading=True),
    "page numbers in dashes": Style(
        page_lines=5, page_number="— {} —", blank_lines="none", trailing=False
    ),
    "bare page numbers": Style(page_lines=5, newline="\r\n"),
}


def all_projects(imported: Imported) -> list[ProjectContent]:
    return [project for unit in imported.units for project in unit.projects]


def doubts(imported: Imported) -> list[str]:
    return [item.reason for item in imported.left_over if not item.text]


def unblanked(text: str) -> str:
    return "".join(sign for sign in text if sign not in BLANK_CHARACTERS)


def unspaced(project: ProjectContent) -> ProjectContent:
    """A project without the blanks in its rows, which no text has to the letter."""
    rows = (type(row)(*map(unblanked, astuple(row))) for row in project.indicators)
    return replace(project, indicators=tuple(rows))


def assert_accounts_for(imported: Imported, text: str) -> None:
    """Every line's characters were placed or are left over, once each."""
    found: dict[str, list[str]] = defaultdict(list)
    for placed in imported.placed:
        found[placed.where].append(placed.text)
    for left in imported.left_over:
        found[left.where].append(left.text)
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        said = "".join(found[f"第 {number} 行"])
        assert sorted(unblanked(said)) == sorted(unblanked(line)), number


# --- the published document ----------------------------------------------------------------------


@cache
def published() -> Imported:
    return import_text(TEXT, "published_2024.txt")


def test_every_field_of_every_project_is_the_samples() -> None:
    units = {(unit.unit_code, unit.unit_name): unit for unit in published().units}
    assert list(units) == list(UNITS)
    for key, projects in UNITS.items():
        assert list(units[key].projects) == projects
        assert units[key].department == DEPARTMENT.department
        assert units[key].taxonomy is Taxonomy.Y2015
    assert sum(len(project.indicators) for project in all_projects(published())) == 121


def test_the_departments_targets_are_the_samples() -> None:
    assert published().department == DEPARTMENT


def test_only_the_page_number_is_left_over_and_nothing_is_doubtful() -> None:
    left = [(item.text, item.where, item.reason) for item in published().left_over]
    assert left == [("5", "第 99 行", PAGE_NUMBER)]


def test_all_of_the_text_is_accounted_for_in_its_order() -> None:
    assert_accounts_for(published(), TEXT)
    lines = [int(item.where.split()[1]) for item in published().placed]
    assert lines == sorted(lines)


def test_a_fields_pieces_are_its_content() -> None:
    pieces: dict[str, str] = defaultdict(str)
    for item in published().placed:
        pieces[item.field] += item.text
    project = UNITS["316001", "秦皇岛市抚宁区行政审批局本级"][0]
    assert pieces["316001 项目1 项目名称"] == project.name
    assert pieces["316001 项目1 资金用途"] == project.fund_use
    assert pieces["316001 项目1 支出计划_10月底"] == "100%"
    assert pieces["316001 项目1 指标1 指标值确定依据"] == project.indicators[0].basis
    assert pieces["整体目标 总体绩效目标"] == DEPARTMENT.overall_goal


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n\n", "\n"),
        TEXT.replace("\n\n", "\n").replace(" \n", "\n"),
        TEXT.replace("（", "(").replace("）", ")"),
    ],
    ids=["CRLF", "no empty lines", "no empty lines and no blanks at line ends", "other brackets"],
)
def test_small_changes_to_the_text_change_no_row(changed: str) -> None:
    def rows(projects: list[ProjectContent]) -> str:
        said = str([project.indicators for project in projects])
        return said.replace("（", "(").replace("）", ")")

    sample = [project for projects in UNITS.values() for project in projects]
    assert rows(all_projects(import_text(changed, ""))) == rows(sample)


def test_where_blanks_at_line_ends_were_lost_no_month_is_guessed() -> None:
    stripped = "\n".join(line.strip() for line in TEXT.split("\n"))
    imported = import_text(stripped, "")
    assert imported.department == DEPARTMENT
    first = all_projects(imported)[0]
    assert set(first.plan.values()) == {None}
    reasons = [item.reason for item in imported.left_over if item.text == "100%"]
    assert reasons == ["支出计划不足四个数，看不出各是哪个月的"] * 3
    assert all_projects(imported)[1].plan[PlanMonth.DEC] == Decimal(1)
    same = [
        row in project.indicators
        for project, read in zip(
            [project for projects in UNITS.values() for project in projects],
            all_projects(imported),
            strict=True,
        )
        for row in read.indicators
    ]
    assert all(same)


# --- generated documents -------------------------------------------------------------------------


@dataclass
class Outcome:
    rows: int = 0
    right: int = 0
    tables: int = 0
    whole: int = 0
    silent: int = 0  # wrong rows that nothing was said about


def generated(seed: int) -> list[tuple[str, str, list[ProjectContent]]]:
    rng = dice(seed)
    projects = random_projects(rng, 4, Taxonomy.Y2015 if seed % 2 else Taxonomy.Y2021)
    return [
        ("316001", "甲区行政审批局本级", projects[:2]),
        ("316003", "甲区政务服务中心", projects[2:]),
    ]


def outcome(style: Style, seeds: range) -> Outcome:
    result = Outcome()
    for seed in seeds:
        units = generated(seed)
        text = render(units, replace(style, widths=WIDTHS[seed % len(WIDTHS)], merged=seed % 3 > 0))
        imported = import_text(text, "")
        assert_accounts_for(imported, text)
        told = {reason.partition("请")[0] for reason in doubts(imported)}
        for unit, (code, _, projects) in zip(imported.units, units, strict=True):
            for number, (read, meant) in enumerate(zip(unit.projects, projects, strict=True), 1):
                assert replace(read, indicators=()) == replace(meant, indicators=())
                result.tables += 1
                result.whole += unspaced(read) == unspaced(meant)
                wanted = Counter(unspaced(meant).indicators)
                for place, row in enumerate(unspaced(read).indicators, 1):
                    result.rows += 1
                    result.right += row in wanted
                    is_told = f"{code} 项目{number} 指标{place}" in told
                    result.silent += row not in wanted and not is_told
    return result


@pytest.mark.parametrize("style", OWN_LINES.values(), ids=OWN_LINES.keys())
def test_tables_whose_cells_end_visibly_come_back_exactly(style: Style) -> None:
    result = outcome(style, range(18))
    assert (result.right, result.whole) == (result.rows, result.tables)


@pytest.mark.parametrize("style", SHARED_LINES.values(), ids=SHARED_LINES.keys())
def test_tables_with_cells_on_shared_lines_come_back_nearly_always(style: Style) -> None:
    result = outcome(style, range(18))
    assert result.right >= 0.98 * result.rows
    assert result.whole >= 0.95 * result.tables
    assert result.silent <= 0.005 * result.rows


@pytest.mark.parametrize("style", SHARED_LINES.values(), ids=SHARED_LINES.keys())
@pytest.mark.parametrize("widths", WIDTHS, ids=str)
def test_rows_of_another_department_come_back(style: Style, widths: tuple[int, ...]) -> None:
    units = [
        (*key, projects) for key, projects in load_projects(SAMPLES / "projects_2021.json").items()
    ]
    imported = import_text(render(units, replace(style, widths=widths)), "")
    assert [unit.taxonomy for unit in imported.units] == [Taxonomy.Y2021]
    assert all_projects(imported) == [project for _, _, projects in units for project in projects]


@given(seed=st.integers(0, 10**9), style=st.sampled_from([*OWN_LINES.values()]))
@settings(max_examples=20, deadline=None)
def test_any_generated_document_with_visible_ends_comes_back(seed: int, style: Style) -> None:
    units = generated(seed)
    imported = import_text(render(units, style), "")
    meant = [unspaced(project) for _, _, projects in units for project in projects]
    assert [unspaced(project) for project in all_projects(imported)] == meant


# --- what the form allows and the sample lacks ---------------------------------------------------

PROJECT = random_projects(dice(1), 1)[0]
UNIT = ("316001", "甲局本级")


def test_an_empty_description_is_seen_by_the_cells_ends_and_told() -> None:
    rows = (replace(PROJECT.indicators[0], description=""), *PROJECT.indicators[1:])
    project = replace(PROJECT, indicators=rows)
    imported = import_text(render([(*UNIT, [project])], Style(own_lines=True)), "")
    assert all_projects(imported) == [project]
    assert any("没有读出绩效指标描述" in reason for reason in doubts(imported))


def test_a_value_without_a_unit_is_no_page_number() -> None:
    rows = tuple(replace(row, target_value="12") for row in PROJECT.indicators)
    project = replace(PROJECT, indicators=rows)
    imported = import_text(render([(*UNIT, [project])], Style(own_lines=True)), "")
    assert all_projects(imported) == [project]


def test_a_class_of_the_departments_own_begins_a_row() -> None:
    rows = tuple(
        replace(row, level2="其他效益指标") if row.level1 == "效益指标" else row
        for row in PROJECT.indicators
    )
    project = replace(PROJECT, indicators=rows)
    widths = (8, 8, 40, 60, 40, 60)
    imported = import_text(render([(*UNIT, [project])], Style(widths=widths)), "")
    assert all_projects(imported) == [project]


def test_amounts_in_yuan_become_wan() -> None:
    text = render([(*UNIT, [PROJECT])], Style()).replace("单位：万元", "单位：元")
    read = all_projects(import_text(text, ""))[0]
    assert read.budget == Decimal(str(PROJECT.budget)) / 10000


def test_notes_below_a_table_are_left_over() -> None:
    text = render([(*UNIT, [PROJECT])], Style()) + "注：本表由财务科填报。\n"
    imported = import_text(text, "")
    assert all_projects(imported) == [PROJECT]
    assert [item.text for item in imported.left_over] == ["注：本表由财务科填报。"]


def test_a_title_that_names_another_project_is_left_over() -> None:
    text = render([(*UNIT, [PROJECT])], Style(), "").replace(
        f"{PROJECT.name}绩效目标表", "别的项目绩效目标表"
    )
    imported = import_text(text, "")
    assert all_projects(imported) == [PROJECT]
    assert ("别的项目", "标题与项目名称不一致") in {
        (item.text, item.reason) for item in imported.left_over
    }


def test_tables_without_a_unit_go_to_the_one_before_and_it_is_told() -> None:
    projects = random_projects(dice(2), 2)
    text = render([(*UNIT, projects)], Style())
    line = "316001 甲局本级 单位：万元\n\n"
    imported = import_text(line.join([text.split(line)[0], "".join(text.split(line)[1:])]), "")
    assert [unit.unit_code for unit in imported.units] == ["316001"]
    assert all_projects(imported) == projects
    assert "表前没有单位，按上一张表的单位放置" in doubts(imported)


def test_units_without_codes_are_told_apart_by_their_names() -> None:
    projects = random_projects(dice(3), 2)
    text = render([("", "甲中心", projects[:1]), ("", "乙中心", projects[1:])], Style())
    imported = import_text(text, "")
    assert [(unit.unit_code, unit.unit_name) for unit in imported.units] == [
        ("", "甲中心"),
        ("", "乙中心"),
    ]
    assert all_projects(imported) == projects
    assert doubts(imported).count("没有单位编码") == 2


def test_the_year_is_in_the_names_the_codes_or_the_documents_name() -> None:
    project = replace(PROJECT, code="无", name="路灯维修经费")
    text = render([(*UNIT, [project])], Style())
    assert import_text(text, "2026年预算.txt").units[0].department.year == 2026
    assert any("看不出预算年度" in reason for reason in doubts(import_text(text, "")))


def test_a_scrambled_table_is_told() -> None:
    lines = TEXT.split("\n")
    dice(1).shuffle(lines)
    imported = import_text("\n".join([*TEXT.split("\n")[:130], *lines]), "")
    assert any(reason.startswith("这份文本没有逐格排列") for reason in doubts(imported))


# --- any text ------------------------------------------------------------------------------------


def test_another_document_gives_no_units_and_is_left_over() -> None:
    text = "关于召开年度工作会议的通知\n\n各科室：\n定于 3 月 5 日召开会议。\n"
    imported = import_text(text, "通知.txt")
    assert (imported.units, imported.department, imported.placed) == ((), None, ())
    assert_accounts_for(imported, text)


@pytest.mark.parametrize("text", ["", " \n\n ", "\f", "项目编码", "\ufeff"])
def test_next_to_nothing_gives_nothing(text: str) -> None:
    imported = import_text(text, "")
    assert imported.units == ()
    assert_accounts_for(imported, text)


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    assert_accounts_for(import_text(text, ""), text)


@given(st.integers(0, 10**6), st.sampled_from(["drop", "shuffle", "cut", "holes", "one line"]))
@settings(max_examples=25, deadline=None)
def test_damaged_documents_are_accounted_for(seed: int, damage: str) -> None:
    rng = dice(seed)
    lines = TEXT.split("\n")[: rng.randrange(400, 800)]
    match damage:
        case "drop":
            lines = [line for line in lines if rng.random() < 0.7]
        case "shuffle":
            rng.shuffle(lines)
        case "cut":
            lines = lines[rng.randrange(len(lines)) :]
        case "holes":
            lines = ["".join(sign for sign in line if rng.random() < 0.9) for line in lines]
        case "one line":
            lines = ["".join(lines)]
    text = "\n".join(lines)
    assert_accounts_for(import_text(text, ""), text)
