from decimal import Decimal
from typing import Any

import pytest

from tests.rules.builders import (
    OWN_FILE,
    department,
    found_by,
    own_workbook,
    percent,
    project,
    received,
    submission,
)
from tests.rules.test_sample import UNITS, workbook
from xladdin.domain.finding import Finding
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.rules.engine import check_department
from xladdin.rules.settings import STANDARD, Settings
from xladdin.rules.thresholds import Thresholds


def planned(budget: str, *shares: str, **values: Any) -> BudgetProject:
    amount = Decimal(budget)
    return project(budget=amount, fiscal=amount, plan=[percent(s) for s in shares], **values)


def found(*projects: BudgetProject, settings: Settings = STANDARD) -> list[Finding]:
    both = department(received(submission(*projects)), received(own_workbook()))
    return found_by("D09", check_department(both, settings))


def test_d09_a_plan_behind_schedule_is_one_info_with_its_arithmetic() -> None:
    [finding] = found(planned("30", "0", "0.2", "0.5", "1"), planned("10", "0.1", "0.5", "1", "1"))

    assert (finding.severity.value, finding.origin) == ("info", Origin(OWN_FILE))
    assert finding.message == (
        "全部门 2 个项目的累计支出计划（万元）进度偏慢："
        "6月底 11.00 ÷ 40.00 = 27.5%，低于 40%；10月底 25.00 ÷ 40.00 = 62.5%，低于 80%"
    )


def test_d09_the_least_share_itself_is_enough() -> None:
    assert found(planned("30", "0", "0.4", "0.8", "1")) == []


def test_d09_one_slow_project_among_quick_ones_is_nobodys_concern() -> None:
    assert found(planned("1", "0", "0", "0", "1"), planned("99", "0.25", "0.5", "1", "1")) == []


def test_d09_the_least_shares_are_settings() -> None:
    stricter = Settings(thresholds=Thresholds(least_spent_by_mar=Decimal("12.5")))
    off = Settings(
        thresholds=Thresholds(least_spent_by_jun=Decimal(0), least_spent_by_oct=Decimal(0))
    )
    slow = planned("10", "0.1", "0.2", "0.3", "1")

    [finding] = found(planned("10", "0.1", "0.4", "0.8", "1"), settings=stricter)

    assert "3月底 1.00 ÷ 10.00 = 10.0%，低于 12.5%" in finding.message
    assert found(slow, settings=off) == []


@pytest.mark.parametrize("budget", ["2000万", None, Decimal(0)])
def test_d09_is_silent_where_the_budget_is_unknown(budget: Any) -> None:
    unknown = project(budget=budget, fiscal=None)
    slow = planned("0", "0", "0", "0", "1")

    assert found(slow, unknown) == []
    assert found_by("D09", check_department(department())) == []


def test_the_samples_plan_is_on_schedule() -> None:
    sent = [received(workbook(unit_code)) for unit_code in UNITS]

    assert found_by("D09", check_department(department(*sent))) == []
