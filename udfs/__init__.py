"""Functions for cells: whole ranges in, arrays out, the same code as the rules.

A range comes as rows of values, blank cells as None, error cells as texts such as ``#REF!``. What
can't be judged gives a Chinese sentence, never an error value: the function can be left standing
beside a form that is still being filled.
"""

from udfs.amounts import PT_AMOUNT, PT_PLAN_AMOUNTS
from udfs.indicator_rows import PT_CHECK_ROW, PT_CHECK_ROWS
from udfs.project_code import PT_CHECK_CODE
from udfs.target_value import PT_PARSE_VALUE
from udfs.totals import PT_COST_TOTAL, PT_UNIT_TOTAL

__all__ = [
    "PT_AMOUNT",
    "PT_CHECK_CODE",
    "PT_CHECK_ROW",
    "PT_CHECK_ROWS",
    "PT_COST_TOTAL",
    "PT_PARSE_VALUE",
    "PT_PLAN_AMOUNTS",
    "PT_UNIT_TOTAL",
]
