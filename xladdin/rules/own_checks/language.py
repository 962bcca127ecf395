"""The language of a department's own checks, over the form's Chinese field names.

``预算数 >= 5 且 项目名称 包含 “购置” → 必须有 成本指标``. A line is taken apart into words that are
all known, put together again as a Python expression of them, and its kinds are checked; only then
does the evaluator ever see it. So nothing else can be said in it, and a mistake is found when the
line is written, not when a workbook is judged.
"""

import ast
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from xladdin.rules.own_checks.vocabulary import (
    ARROW,
    BLANK,
    CLASSES,
    COUNT,
    FIELDS,
    HAS,
    HAS_NOT,
    NOT_BLANK,
    ROW_FIELDS,
    TOTAL,
    Kind,
    OwnCheckError,
    Word,
    words_of,
)

_FUNCTIONS = COUNT_OF, NAMED_LIKE, TOTAL_OF, IS_GIVEN = "count", "named", "total", "given"
"""Functions of an expression: rows of a class, rows whose 三级指标 contains a text, 万元 of the
rows of a class, whether a field is filled in.
"""
_IDENTIFIERS = {name: f"field{number}" for number, name in enumerate(FIELDS)}
FIELD_OF = {identifier: name for name, identifier in _IDENTIFIERS.items()}
"""The fields by the names that they have in expressions."""
_LONGEST_LINE = 500  # characters


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition or a requirement: its tree for the evaluator, and the fields that it names."""

    tree: ast.expr
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line taken apart; without a condition the requirement holds for all."""

    condition: Expression | None
    requirement: Expression

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are named, each once, those of the requirement first."""
        of_condition = self.condition.fields if self.condition else ()
        return tuple(dict.fromkeys((*self.requirement.fields, *of_condition)))

    @property
    def is_about_rows(self) -> bool:
        """Whether every indicator row is asked, not the project sheet once."""
        return any(field in ROW_FIELDS for field in self.fields)


def parse_line(line: str) -> OwnLine:
    """Take a line apart. Raises OwnCheckError."""
    if not line.strip():
        raise OwnCheckError("校验内容未填：写成“条件 → 要求”，如：预算数 >= 5 → 必须有 满意度指标")
    if len(line) > _LONGEST_LINE:
        raise OwnCheckError(f"校验内容超过 {_LONGEST_LINE} 字：请拆成几行")
    parts: list[list[Word]] = [[]]
    for word in words_of(line):
        if word.sign == ARROW:
            parts.append([])
        else:
            parts[-1].append(word)
    if len(parts) > 2:
        raise OwnCheckError("一行里只能有一个“→”：请拆成几行")
    if not all(parts):
        raise OwnCheckError("“→”前面要写条件，后面要写要求：如 预算数 >= 5 → 必须有 满意度指标")
    *conditions, requirement = map(_expression, parts)
    return OwnLine(conditions[0] if conditions else None, requirement)


def _expression(words: list[Word]) -> Expression:
    try:
        tree = ast.parse("".join(_python(words)).strip(), mode="eval").body
    except SyntaxError as error:
        raise OwnCheckError(
            "这一行不完整，或缺少比较符号、括号：如 预算数 >= 5 → 必须有 满意度指标"
        ) from error
    if _kind_of(tree) is not Kind.TRUTH:
        raise OwnCheckError("要写成能判断对错的话：如 预算数 >= 5，或 必须有 满意度指标")
    fields = (word.name for word in words if word.name in FIELDS)
    return Expression(tree, tuple(dict.fromkeys(fields)))


def _python(words: list[Word]) -> Iterator[str]:
    """The words as Python source, in which only names and calls of our own stand."""
    rest = deque(words)

    def following() -> Word:
        return rest.popleft() if rest else Word()

    while rest:
        word = rest.popleft()
        if word.sign in {HAS, HAS_NOT}:
            negation = "" if word.sign == HAS else "not "
            yield f" ({negation}{_presence(word.sign, following())}) "
        elif word.sign in {COUNT, TOTAL}:
            opening, what, closing = following(), following(), following()
            if (opening.sign, closing.sign) != ("(", ")"):
                raise OwnCheckError(f"“{word.sign}”后要用括号写明是什么：如 {word.sign}(成本指标)")
            yield _amount_of(word.sign, what)
        elif word.name in FIELDS and rest and rest[0].sign in {BLANK, NOT_BLANK}:
            negation = "not " if following().sign == BLANK else ""
            yield f" ({negation}{IS_GIVEN}({word.name!r})) "
        elif word.sign in {BLANK, NOT_BLANK}:
            raise OwnCheckError(f"“{word.sign}”前要写栏目名称：如 资金用途 {word.sign}")
        elif word.name in FIELDS:
            yield f" {_IDENTIFIERS[word.name]} "
        elif word.number is not None:
            yield f" {word.number:f} "
        else:
            yield word.sign or repr(word.name or word.text)


def _presence(sign: str, what: Word) -> str:
    if what.name in FIELDS:
        return f"{IS_GIVEN}({what.name!r})"
    if not (what.name or what.text):
        raise OwnCheckError(
            f"“{sign}”后要写指标类别、栏目，或加引号的指标名称：如 {sign} 满意度指标"
        )
    return f"{_counted(what)} > 0"


def _amount_of(sign: str, what: Word) -> str:
    if what.name in CLASSES and sign == TOTAL:
        return f" {TOTAL_OF}({what.name!r}) "
    if sign == COUNT and (what.name in CLASSES or what.text):
        return f" {_counted(what)} "
    raise OwnCheckError(f"“{sign}”的括号里要写指标类别：如 {sign}(成本指标)")


def _counted(what: Word) -> str:
    return f"{COUNT_OF}({what.name!r})" if what.name else f"{NAMED_LIKE}({what.text!r})"


def _kind_of(node: ast.expr) -> Kind:
    """What an expression gives. Raises OwnCheckError where its parts don't go together."""
    match node:
        case ast.Constant():
            kind = Kind.TEXT if isinstance(node.value, str) else Kind.NUMBER
        case ast.Name():
            kind = FIELDS[FIELD_OF[node.id]]
        case ast.Call(func=ast.Name(id=function)) if function in _FUNCTIONS:
            kind = Kind.TRUTH if function == IS_GIVEN else Kind.NUMBER
        case ast.BoolOp():
            kind = _require(Kind.TRUTH, "“且”“或”的两边", *node.values)
        case ast.UnaryOp(op=ast.Not()):
            kind = _require(Kind.TRUTH, "“非”的后面", node.operand)
        case ast.UnaryOp():
            kind = _require(Kind.NUMBER, "正负号的后面", node.operand)
        case ast.BinOp(op=ast.MatMult() | ast.FloorDiv()):
            _require(Kind.TEXT, "“包含”“不包含”的两边", node.left, node.right)
            kind = Kind.TRUTH
        case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div()):
            kind = _require(Kind.NUMBER, "加减乘除的两边", node.left, node.right)
        case ast.Compare():
            _check_comparison(node)
            kind = Kind.TRUTH
        case _:
            raise OwnCheckError("这一行写得不对：如 预算数 >= 5 → 必须有 满意度指标")
    return kind


def _require(kind: Kind, where: str, *nodes: ast.expr) -> Kind:
    for node in nodes:
        found = _kind_of(node)
        if found is not kind:
            raise OwnCheckError(f"{where}应为{kind.value}，写的是{found.value}：请核对栏目和引号")
    return kind


def _check_comparison(node: ast.Compare) -> None:
    kinds = {_kind_of(part) for part in (node.left, *node.comparators)}
    if len(kinds) > 1:
        raise OwnCheckError("数字和文字不能比较：文字要加引号，数字不加引号")
    is_ordered = not all(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops)
    if Kind.TRUTH in kinds or (is_ordered and Kind.TEXT in kinds):
        raise OwnCheckError("只有数字能比较大小，文字只能用 =、≠、包含、不包含")
