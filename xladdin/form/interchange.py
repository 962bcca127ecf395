"""Projects and the department's targets as JSON: the form in which data is handed over.

Amounts are decimal strings in 万元 and the plan's shares are strings in percent, as in the packaged
sample ``xladdin/sample/projects.json``.
"""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from xladdin.domain.content import (
    Amount,
    DepartmentContent,
    DepartmentIdentity,
    IndicatorContent,
    MeasureContent,
    ProjectContent,
    SubGoalContent,
)
from xladdin.domain.money import AmountError, parse_amount
from xladdin.domain.project import PlanMonth
from xladdin.errors import DataFileError

JsonObject = Mapping[str, object]
T = TypeVar("T")


def load_projects(path: Path) -> dict[tuple[str, str], list[ProjectContent]]:
    """Projects of a JSON file by (unit code, unit name), in the file's order.

    Raises DataFileError that names the project and the key where the file isn't as it should be.
    """
    units: dict[tuple[str, str], list[ProjectContent]] = {}
    for number, item in enumerate(_items(_load(path), path.name), 1):
        reader = _Reader(item, f"{path.name} 的第 {number} 个项目")
        unit = (reader.text("unit_code"), reader.text("unit_name"))
        units.setdefault(unit, []).append(_project(reader))
    return units


def load_department(path: Path) -> DepartmentContent:
    """The department's own targets of a JSON file. Raises DataFileError as above."""
    reader = _Reader(_load(path), path.name)
    year = reader.text("year")
    if not (len(year) == 4 and year.isdecimal()):
        raise DataFileError(f"{path.name} 的 year 应为四位年份，现为“{year}”")
    identity = DepartmentIdentity(
        reader.text("department_code"), reader.text("department"), int(year)
    )
    return DepartmentContent(
        identity,
        reader.text("overall_goal"),
        tuple(
            SubGoalContent(item.text("goal"), item.text("indicators"))
            for item in reader.objects("sub_goals")
        ),
        tuple(
            MeasureContent(item.text("heading"), item.text("text"))
            for item in reader.objects("measures")
        ),
    )


def _project(reader: "_Reader") -> ProjectContent:
    plan = reader.nested("spending_plan_percent")
    return ProjectContent(
        code=reader.text("code"),
        name=reader.text("name"),
        budget=reader.amount("budget"),
        fiscal=reader.amount("fiscal"),
        other=reader.amount("other"),
        fund_use=reader.text("fund_use"),
        plan={month: _share(plan.amount(month.value)) for month in PlanMonth},
        goals=tuple(reader.texts("goals")),
        indicators=tuple(_indicator(item) for item in reader.objects("indicators")),
    )


def _share(percent: Amount) -> Amount:
    return percent / 100 if isinstance(percent, Decimal) else percent


def _indicator(reader: "_Reader") -> IndicatorContent:
    keys = ("level1", "level2", "level3", "description", "target_value", "basis")
    return IndicatorContent(*(reader.text(key) for key in keys))


def _load(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_float=str)
    except FileNotFoundError as error:
        raise DataFileError(f"找不到数据文件 {path}", "请检查文件名") from error
    except OSError as error:
        raise DataFileError(f"数据文件 {path} 打不开：{error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DataFileError(
            f"{path.name} 不是 UTF-8 编码的文本", "请另存为 UTF-8 后再试"
        ) from error
    except json.JSONDecodeError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 列"
        raise DataFileError(f"{path.name} 不是有效的 JSON：{place}有误") from error


def _items(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        raise DataFileError(f"{place} 应为列表（方括号）")
    return value


class _Reader:
    """Typed access to a JSON object with errors that name the place and the key."""

    def __init__(self, value: object, place: str) -> None:
        if not isinstance(value, dict):
            raise DataFileError(f"{place} 应为对象（花括号）")
        self.value: JsonObject = value
        self.place = place

    def _get(self, key: str) -> object:
        if key not in self.value:
            raise DataFileError(f"{self.place} 缺少 {key}")
        return self.value[key]

    def text(self, key: str) -> str:
        value = self._get(key)
        if value is None:
            return ""
        if isinstance(value, str | int) and not isinstance(value, bool):
            return str(value)
        raise DataFileError(f"{self.place} 的 {key} 应为文字")

    def amount(self, key: str) -> Amount:
        """A number, a text that is no number (kept as it is), or None for null or empty."""
        text = self.text(key)
        try:
            return parse_amount(text) if text.strip() else None
        except AmountError:
            return text

    def texts(self, key: str) -> list[str]:
        return self._each(key, lambda value, place: _Reader({"": value}, place).text(""))

    def objects(self, key: str) -> list["_Reader"]:
        return self._each(key, _Reader)

    def nested(self, key: str) -> "_Reader":
        return _Reader(self._get(key), f"{self.place} 的 {key}")

    def _each(self, key: str, read: Callable[[object, str], T]) -> list[T]:
        place = f"{self.place} 的 {key}"
        items = _items(self._get(key), place)
        return [read(item, f"{place} 第 {n} 项") for n, item in enumerate(items, 1)]
