"""Projects and department targets from JSON, and what a wrong file is told."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.form import sheets
from xladdin.domain.project import PlanMonth
from xladdin.errors import DataFileError
from xladdin.form.interchange import load_department, load_projects

PROJECT = {
    "unit_code": "316001",
    "unit_name": "本级",
    "code": "13030624P00585110564P",
    "name": "项目甲",
    "budget": "13.48",
    "fiscal": "13.48",
    "other": None,
    "fund_use": "用于项目甲",
    "goals": ["1.目标"],
    "spending_plan_percent": {"mar": None, "jun": "12.5", "oct": "100", "dec": None},
    "indicators": [],
}
DEPARTMENT = {
    "department_code": "316",
    "department": "行政审批局",
    "year": 2024,
    "overall_goal": "总目标",
    "sub_goals": [{"number": "一", "goal": "目标", "indicators": "指标"}],
    "measures": [],
}


def write(folder: Path, value: object) -> Path:
    path = folder / "数据.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def test_the_sample_has_thirteen_projects_and_its_published_total() -> None:
    projects = sheets.sample_projects()
    assert len(projects) == 13
    assert sum(len(project.indicators) for project in projects) == 121
    budgets = [project.budget for project in projects if isinstance(project.budget, Decimal)]
    assert sum(budgets) == Decimal("177.58")


def test_amounts_and_shares_are_exact(tmp_path: Path) -> None:
    units = load_projects(write(tmp_path, [PROJECT]))
    (project,) = units["316001", "本级"]
    assert project.budget == Decimal("13.48")
    assert project.other is None
    assert project.plan == {
        PlanMonth.MAR: None,
        PlanMonth.JUN: Decimal("0.125"),
        PlanMonth.OCT: Decimal(1),
        PlanMonth.DEC: None,
    }


def test_a_text_that_is_no_amount_is_kept_as_it_is(tmp_path: Path) -> None:
    units = load_projects(write(tmp_path, [PROJECT | {"budget": "2000万"}]))
    assert units["316001", "本级"][0].budget == "2000万"


def test_numbers_in_json_keep_their_digits(tmp_path: Path) -> None:
    path = tmp_path / "数据.json"
    path.write_text(json.dumps([PROJECT | {"budget": 0.1}], ensure_ascii=False), encoding="utf-8")
    assert load_projects(path)["316001", "本级"][0].budget == Decimal("0.1")


def test_department_targets(tmp_path: Path) -> None:
    content = load_department(write(tmp_path, DEPARTMENT))
    assert (content.department.code, content.department.year) == ("316", 2024)
    assert [(goal.goal, goal.indicators) for goal in content.sub_goals] == [("目标", "指标")]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"a": 1}, "应为列表"),
        ([1], "第 1 个项目 应为对象"),
        ([PROJECT, {**PROJECT, "goals": "1.目标"}], "第 2 个项目 的 goals 应为列表"),
        ([{k: v for k, v in PROJECT.items() if k != "code"}], "缺少 code"),
        ([{**PROJECT, "name": ["甲"]}], "的 name 应为文字"),
        ([{**PROJECT, "indicators": [{}]}], "indicators 第 1 项 缺少 level1"),
    ],
)
def test_a_wrong_file_is_told_where(tmp_path: Path, value: object, told: str) -> None:
    with pytest.raises(DataFileError, match=told):
        load_projects(write(tmp_path, value))


def test_a_wrong_year_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="四位年份"):
        load_department(write(tmp_path, DEPARTMENT | {"year": "二〇二四"}))


@pytest.mark.parametrize(
    ("content", "told"), [(b"{", "第 1 行"), ("单位".encode("gb18030"), "UTF-8")]
)
def test_a_broken_file_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "数据.json"
    path.write_bytes(content)
    with pytest.raises(DataFileError, match=told):
        load_projects(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="找不到"):
        load_projects(tmp_path / "没有.json")
