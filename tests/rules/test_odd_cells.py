import datetime as dt
from decimal import Decimal

from tests.rules.builders import PASTED_ERROR, calculated, percent, project, rows_with
from xladdin.rules.context import Context
from xladdin.rules.odd_cells import odd_cells


def test_typed_texts_numbers_and_blanks_are_no_odd_cells() -> None:
    rows = rows_with({0: {"target_basis": Decimal(3), "target_value": None}})
    odd = odd_cells(project(rows=rows, title="项目绩效目标表", unit_line="316001 局"), Context())

    assert odd == ([], [], [], [])


def test_formulas_errors_and_dates_are_found_with_their_labels() -> None:
    rows = rows_with({1: {"target_basis": dt.date(2024, 5, 1)}, 2: {"level3": PASTED_ERROR}})
    plan = (percent("0.25"), percent("0.5"), calculated(Decimal(1)), percent("1"))
    odd = odd_cells(project(rows=rows, fund_use=calculated("用于网络"), plan=plan), Context())

    def cells(part: list[tuple[str, object]]) -> list[str]:
        return [label for label, _ in part]

    assert cells([*odd.headings]) == ["标题", "单位行"]  # the template's own formulas
    assert cells([*odd.head]) == ["资金用途"]
    assert cells([*odd.rows]) == ["指标值确定依据", "三级指标"]
    assert cells([*odd.amounts]) == ["10月底"]
    assert odd.texts == odd.head + odd.rows
