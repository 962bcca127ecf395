"""What holds for all rules together, on workbooks made of real rows and of faulty ones."""

import random
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.builders import (
    CODES,
    FIRST_ROW,
    project,
    received,
    submission,
)
from tests.rules.builders import department as department_of
from tests.rules.test_sample import PROJECTS
from xladdin.domain.finding import Finding
from xladdin.domain.submission import Submission
from xladdin.rules.context import Context
from xladdin.rules.engine import all_findings, all_rules, check_department, check_submission
from xladdin.rules.registry import Certainty, row_rule

Row = tuple[str, ...]
Sheet = tuple[dict[str, Any], tuple[Row, ...]]

REAL_ROWS = tuple(tuple(row.values()) for told in PROJECTS for row in told["indicators"])
OF_2021 = ("成本指标", "经济成本指标", "采购成本", "采购设备的成本", "≤3万元", "合同")
FAULTS = (
    ("产出指标", "社会效益指标", "受益人数", "受益人数", "200", "历史经验"),
    ("产出指标", "数量指标", "楼层数", "楼层数", "9人", "三定方案"),
    ("产出指标", "成本指标", "总成本", "总成本", "≥ 3 万元", "〔2016]3号"),
    ("效益指标", "经济效益指标", "增收金额", "", "大幅提升", ""),
    ("满意度指标", "服务对象满意度指标", "专家满意度", "专家满意度", "≥70%", "工作计划"),
)
TEXTS = (
    "用于保障374个村网络运行",
    "1.保障大厅运行。\n2.提高满意度。",
    "指导导引服务",
    "购置电脑12台",
)
rows = st.sampled_from((*REAL_ROWS, *FAULTS, OF_2021))
heads = st.fixed_dictionaries(
    {
        "budget": st.sampled_from([Decimal("3.13"), Decimal("27.11"), Decimal(0), "2000万", None]),
        "fund_use": st.sampled_from((*TEXTS, "")),
        "project_name": st.sampled_from(("政务外网费用", "公益岗人员工资", "办公楼维修工程")),
        "project_code": st.sampled_from((*CODES, "13030625P00585110564P", "1303")),
    }
)
sheets = st.tuples(heads, st.lists(rows, min_size=1, max_size=9).map(tuple))


def sent(told: Sequence[Sheet]) -> Submission:
    projects = (project(n, rows=table, **head) for n, (head, table) in enumerate(told, 1))
    return submission(*projects)


def every_finding(sent: Submission) -> list[Finding]:
    return list(dict.fromkeys(all_findings(sent, Context.of(sent))))


ROW_RULES = {rule.id for rule in row_rule.rules}
OF_ORDER = {"S08", "S19", "W04"}  # the order itself is what they judge


def row_judgements(told: Sequence[Sheet]) -> Counter[tuple[object, ...]]:
    """What rules of single rows say, by the texts of the row that they say it of."""
    found: Counter[tuple[object, ...]] = Counter()
    for finding in every_finding(sent(told)):
        if finding.rule in ROW_RULES:
            _, table = told[int(finding.origin.sheet.removeprefix("项目")) - 1]
            row = table[int(finding.origin.cell[1:]) - FIRST_ROW]
            found[finding.rule, finding.severity, finding.message, row] += 1
    return found


def rules_that_fire(told: Sequence[Sheet]) -> set[tuple[str, str]]:
    return {
        (finding.rule, finding.severity.value)
        for finding in every_finding(sent(told))
        if finding.rule not in OF_ORDER
    }


@settings(max_examples=150, deadline=None)
@given(st.lists(sheets, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_sheets_changes_no_finding(
    told: list[Sheet], chance: random.Random
) -> None:
    shuffled = [(head, tuple(chance.sample(table, len(table)))) for head, table in told]
    chance.shuffle(shuffled)

    assert row_judgements(told) == row_judgements(shuffled)
    assert rules_that_fire(told) == rules_that_fire(shuffled)


@settings(max_examples=100, deadline=None)
@given(st.lists(sheets, min_size=1, max_size=3))
def test_what_is_only_suspected_is_called_so(told: list[Sheet]) -> None:
    suspecting = {rule.id for rule in all_rules() if rule.certainty is Certainty.HEURISTIC}
    workbook = sent(told)
    findings = every_finding(workbook) + check_department(department_of(received(workbook)))

    assert [f for f in findings if f.rule in suspecting and "疑似" not in f.message] == []


@settings(max_examples=100, deadline=None)
@given(st.lists(sheets, min_size=1, max_size=3))
def test_a_finding_is_worded_for_a_clerk(told: list[Sheet]) -> None:
    for finding in check_submission(sent(told)):
        assert finding.message.strip(" 。") == finding.message
        assert finding.fix.strip(" 。") == finding.fix
        assert "None" not in finding.message + finding.fix
