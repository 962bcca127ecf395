"""Whether an expression of a department's own check is true of a project sheet or of a row."""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xladdin.rules.own_checks.language import (
    COUNT_OF,
    FIELD_OF,
    IS_GIVEN,
    NAMED_LIKE,
    TOTAL_OF,
    Expression,
)

Value = Decimal | str | None
"""What a field states; None where that is unknown."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is to know about a project sheet, or about a row of it.

    ``values`` are by field; the functions get a class, a text or a field.
    """

    values: Mapping[str, Value]
    count: Callable[[str], Decimal]
    named: Callable[[str], Decimal]
    total: Callable[[str], Decimal | None]
    given: Callable[[str], bool]


class _UnknownError(Exception):
    """A value that an expression needs is unknown."""


def holds(expression: Expression, facts: Facts) -> bool | None:
    """Whether an expression is true; None where a value that it needs is unknown."""
    try:
        return bool(_evaluator(facts).eval("", previously_parsed=expression.tree))
    except (_UnknownError, ArithmeticError):  # a division by zero says nothing
        return None


def _evaluator(facts: Facts) -> Any:
    """An evaluator that knows nothing but the operators and functions of this language."""
    from simpleeval import SimpleEval

    def value_of(node: ast.Name) -> Decimal | str:
        return _known(facts.values[FIELD_OF[node.id]])

    def constant(node: ast.Constant) -> Decimal | str:
        return node.value if isinstance(node.value, str) else Decimal(str(node.value))

    evaluator = SimpleEval(
        operators=_OPERATORS,
        functions={
            COUNT_OF: facts.count,
            NAMED_LIKE: facts.named,
            TOTAL_OF: lambda name: _known(facts.total(name)),
            IS_GIVEN: facts.given,
        },
        names={},
    )
    kept = (ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.Compare, ast.Call)
    evaluator.nodes = {kind: evaluator.nodes[kind] for kind in kept}
    evaluator.nodes |= {ast.Name: value_of, ast.Constant: constant}
    return evaluator


def _known(value: Value) -> Decimal | str:
    if value is None:
        raise _UnknownError
    return value


_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: operator.not_,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.MatMult: lambda text, part: part in text,
    ast.FloorDiv: lambda text, part: part not in text,
}
