from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.rules.builders import (
    CODES,
    NAME,
    UNIT,
    department,
    found_by,
    project,
    received,
    submission,
)
from xladdin.domain.finding import Finding
from xladdin.domain.origin import Origin
from xladdin.domain.publication import (
    PublishedDocument,
    PublishedPart,
    PublishedRow,
    PublishedTable,
    PublishedTotals,
)
from xladdin.rules.engine import check_department

FILE = "绩效文本.docx"
HEADINGS = ("第一部分 部门整体绩效目标", "第二部分　预算项目绩效目标")


def table(number: int = 1, **values: Any) -> PublishedTable:
    stated: dict[str, Any] = {
        "project_code": CODES[number - 1],
        "project_name": NAME if number == 1 else f"{NAME}{number}",
        "unit_line": " ".join(UNIT),
        "amount_unit": "单位：万元",
        "budget": Decimal("1.80"),
        "fiscal": Decimal("1.8"),
        "rows": tuple(PublishedRow(n, 7, 7) for n in range(1, 15)),
        **values,
    }
    return PublishedTable(Origin(FILE, f"表{number}"), **stated)


def document(
    *tables: PublishedTable,
    headings: tuple[str, ...] = HEADINGS,
    totals: PublishedTotals | None = None,
) -> PublishedDocument:
    parts = tuple(PublishedPart(Origin(FILE, heading), heading) for heading in headings)
    return PublishedDocument(FILE, parts, tables or (table(),), totals)


def found(made: PublishedDocument | None, *numbers: int) -> list[Finding]:
    """What D08 says of the document of those projects."""
    sent = submission(*(project(number) for number in numbers or (1,)))
    whole = replace(department(received(sent)), publication=made)
    return found_by("D08", check_department(whole))


def test_d08_a_sound_document_and_none_at_all_are_fine() -> None:
    totals = PublishedTotals(Origin(FILE, "汇总表"), Decimal("3.60"), Decimal("3.6"), None)

    assert found(None) == []
    assert found(document()) == []
    assert found(document(table(1), table(2), totals=totals), 1, 2) == []


@pytest.mark.parametrize(
    ("headings", "message"),
    [
        (
            ("第一部分 部门整体绩效目标", "预算项目绩效目标"),
            "标题“预算项目绩效目标”没有部分编号，应为“第二部分”",
        ),
        (
            ("第一部分 部门整体绩效目标", "第三部分 预算项目绩效目标"),
            "标题“第三部分 预算项目绩效目标”编号是“第三部分”，应为“第二部分”",
        ),
    ],
)
def test_d08_parts_are_numbered_in_order(headings: tuple[str, ...], message: str) -> None:
    [finding] = found(document(headings=headings))

    assert (finding.severity.value, finding.origin) == ("error", Origin(FILE, headings[1]))
    assert finding.message == message


@pytest.mark.parametrize(
    ("amount_unit", "said"), [("", "没有写金额单位"), ("单位：元", "金额单位写的是“单位：元”")]
)
def test_d08_each_table_states_its_unit_of_money(amount_unit: str, said: str) -> None:
    [finding] = found(document(table(amount_unit=amount_unit)))

    assert finding.origin == Origin(FILE, "表1")
    assert finding.message == f"项目“{NAME}”的表{said}"


def test_d08_spaces_in_the_unit_of_money_do_not_matter() -> None:
    assert found(document(table(amount_unit=" 单位:  万元 "))) == []


def test_d08_each_table_names_the_unit() -> None:
    [finding] = found(document(table(unit_line=" ")))

    assert finding.message.endswith("的表没有写明单位")


def test_d08_cells_that_were_lost_are_told_by_their_rows() -> None:
    rows = [PublishedRow(n, 7, 7) for n in range(1, 15)]
    rows[5] = PublishedRow(6, 5, 7)
    many = tuple(PublishedRow(n, 6, 7) for n in range(1, 9))

    [finding] = found(document(table(rows=tuple(rows))))
    [all_rows] = found(document(table(rows=many)))

    assert finding.message == f"项目“{NAME}”的表缺了格子：第 6 行应有 7 格，现为 5 格"
    assert all_rows.message.endswith("第 5 行应有 7 格，现为 6 格；……共 8 行")


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"budget": Decimal("18.0")}, "预算数在公开文本里是 18.00 万元，项目表是 1.80 万元"),
        ({"fiscal": None}, "财政资金在公开文本里是 0.00 万元，项目表是 1.80 万元"),
        ({"other": "另计"}, "其他资金在公开文本里是 “另计”，项目表是 0.00 万元"),
    ],
)
def test_d08_a_table_states_what_the_sheet_states(stated: dict[str, Any], said: str) -> None:
    [finding] = found(document(table(**stated)))

    assert said in finding.message


def test_d08_every_project_has_its_table_and_every_table_its_project() -> None:
    [missing] = found(document(table(1)), 1, 2)
    [strange] = found(document(table(1), table(2)), 1)

    assert (missing.origin.sheet, missing.origin.cell) == ("项目2", "B3")
    assert missing.message == f"项目 {CODES[1]} “{NAME}2”不在公开文本里"
    assert strange.origin == Origin(FILE, "表2")
    assert strange.message.endswith(f"“{NAME}2”不在汇总的项目里")


def test_d08_totals_are_the_sums_of_the_tables() -> None:
    totals = PublishedTotals(Origin(FILE, "汇总表"), Decimal("3.61"), Decimal("3.60"), Decimal(0))

    [finding] = found(document(table(1), table(2), totals=totals), 1, 2)

    assert finding.origin == Origin(FILE, "汇总表")
    assert finding.message == (
        "公开文本的预算数合计 3.61 万元，2 张表之和为 3.60 万元，相差 0.01 万元"
    )


def test_d08_a_document_by_itself_is_judged_without_workbooks() -> None:
    alone = replace(department(), publication=document(table(amount_unit="")))

    [finding] = found_by("D08", check_department(alone))

    assert "没有写金额单位" in finding.message


def test_d08_a_sheet_without_an_amount_is_not_compared() -> None:
    sent = submission(project(budget="2000万"))
    whole = replace(department(received(sent)), publication=document())

    assert found_by("D08", check_department(whole)) == []
