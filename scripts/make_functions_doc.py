"""docs/functions.md, and the steps of section 六 of docs/excel-acceptance.md, from udfs/.

The help texts are those that Excel shows, the results those that Excel is given for the formulas.
`.venv/bin/python scripts/make_functions_doc.py` writes both; a test tells when that is due.
"""

import json
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.udfs.excel_process import (  # noqa: E402 - through ROOT
    MISSING,
    Excel,
    FailedCallError,
    error,
    percent,
    selected,
    several_areas,
)
from tests.udfs.sample_units import Unit, sample_units  # noqa: E402
from xladdin.domain.project import PlanMonth  # noqa: E402
from xladdin.form import layout  # noqa: E402

FUNCTIONS_PAGE = ROOT / "docs" / "functions.md"
ACCEPTANCE_PAGE = ROOT / "docs" / "excel-acceptance.md"
BEGIN, END = "<!-- functions -->", "<!-- /functions -->"

BUDGET = layout.BUDGET.value_cell
PLAN = ":".join(
    layout.SPENDING_PLAN[month].value_area.split(":")[end]
    for month, end in ((PlanMonth.MAR, 0), (PlanMonth.DEC, -1))
)
INDEX = f"封面!A{layout.INDEX_HEADING_ROW}:I{layout.FIRST_INDEX_ROW + layout.INDEX_ROWS}"
ROWS = f"A{layout.FIRST_INDICATOR_ROW}:F{layout.FIRST_INDICATOR_ROW + 9}"
LAST_CODE = "13030624P00585110564P"

GOOD_ROW = '"产出指标","数量指标","保障人数","保障的人数","5人","招聘公告"'
BAD_ROW = '"产出指标","质量指标","检修合格率","检修后合格的占比","≥95","合同"'
COPIED_ROW = '"产出指标","数量指标","培训人数","保障的人数","9人","计划"'
COSTS = (
    '"产出指标","成本指标","印刷费","印刷的数额","0.1万元","合同";'
    '"产出指标","成本指标","网络费","网络的数额","≤2000元","合同"'
)
TOTAL_COST = '"产出指标","成本指标","经费","全年的数额","0.3万元","合同"'
UNCLEAR_COST = '"产出指标","成本指标","资料费","资料的数额","3","合同"'
PROJECTS = '{"项目名称","预算数";"宽带费用",0.1;"印刷费用",0.2;"合计",0.3}'


@dataclass(frozen=True)
class About:
    """What the page says of a function besides its help."""

    purpose: str
    gives: str
    on_the_form: str  # a formula on the sheets of the sample's workbook 316001
    examples: tuple[str, ...]


ABOUT = {
    "PT_CHECK_CODE": About(
        "在一列项目编码旁边立刻看到哪个编码填错了、错在第几位，不必等到校验。",
        "与所选区域同样大小的文字。大小写、全角和空格不算错；写有“疑似”的是校验码不符，请核对。",
        f"=PT_CHECK_CODE(项目1!{layout.PROJECT_CODE.value_cell})",
        (
            f'=PT_CHECK_CODE("{LAST_CODE}")',
            '=PT_CHECK_CODE("13030624P0058511O564P")',
            '=PT_CHECK_CODE("13030624P00585110546P")',
            "=PT_CHECK_CODE(13030624)",
            '=PT_CHECK_CODE("")',
            "=PT_CHECK_CODE(#N/A)",
        ),
    ),
    "PT_CHECK_ROW": About(
        "检查一行指标；“现场校验”放在各指标行旁边的就是它。",
        "一段文字：每个有问题的单元格一句，以【错误】或【警告】开头，从左到右；提示只在“校验”时列出。",
        f"=PT_CHECK_ROW(项目7!A17:F17,封面!{layout.TAXONOMY.value_area.split(':')[0]})",
        (
            f"=PT_CHECK_ROW({{{GOOD_ROW}}})",
            f"=PT_CHECK_ROW({{{BAD_ROW}}})",
            f'=PT_CHECK_ROW({{{GOOD_ROW}}},"2019版")',
            '=PT_CHECK_ROW({"","","","","",""})',
            '=PT_CHECK_ROW({"产出指标","数量指标","保障人数","保障的人数",#N/A,"招聘公告"})',
        ),
    ),
    "PT_CHECK_ROWS": About(
        "一次检查整张指标表，也比较各行，如两行的描述相同。一级指标只写在同类第一行的表也能检查。",
        "与区域等高的一列文字；位置按所选区域计数，不是工作表的行号。区域选得不对时，只返回一句话。",
        f"=PT_CHECK_ROWS(项目7!{ROWS})",
        (
            f"=PT_CHECK_ROWS({{{GOOD_ROW};{BAD_ROW}}})",
            f"=PT_CHECK_ROWS({{{GOOD_ROW};{COPIED_ROW}}})",
            '=PT_CHECK_ROWS({"产出指标","数量指标","保障人数"})',
            '=PT_CHECK_ROWS({"","","","","",""})',
        ),
    ),
    "PT_PARSE_VALUE": About(
        "把指标值拆开，便于筛选、排序和统计。",
        "四列：比较、数值、单位、类型。数值是数字；区间（5-10）和超过 15 位的数是文字，以免丢失。",
        "=PT_PARSE_VALUE(项目1!E10:E13)",
        (
            '=PT_PARSE_VALUE("≥95%")',
            '=PT_PARSE_VALUE("360元/年/村")',
            '=PT_PARSE_VALUE({"5-10人";"7月底";"优秀"})',
            '=PT_PARSE_VALUE("")',
            "=PT_PARSE_VALUE(#N/A)",
        ),
    ),
    "PT_AMOUNT": About(
        "把写成文字、带单位的金额换算成以万元为单位的数字，可以直接相加。",
        "数字；不是一个确定金额的，返回原因，不会当成 0。≤、不超过、以内不影响换算。",
        "=PT_AMOUNT(项目1!E15)",
        (
            '=PT_AMOUNT("360元")',
            '=PT_AMOUNT("≤1,234.5万元")',
            '=PT_AMOUNT({"0.5亿元","３千元"})',
            '=PT_AMOUNT("360元/年/村")',
            "=PT_AMOUNT(3)",
            '=PT_AMOUNT("")',
            "=PT_AMOUNT(#N/A)",
        ),
    ),
    "PT_COST_TOTAL": About(
        "把成本指标中写明的总额加起来，与预算数对照；算法与校验规则 S14 相同。",
        "一个数字（万元）。有一项成本看不懂时返回它的位置和原因，不会漏加。",
        f"=PT_COST_TOTAL(项目4!{ROWS},项目4!{BUDGET})",
        (
            f"=PT_COST_TOTAL({{{COSTS}}})",
            f"=PT_COST_TOTAL({{{COSTS};{TOTAL_COST}}})",
            f"=PT_COST_TOTAL({{{COSTS};{TOTAL_COST}}},0.3)",
            f"=PT_COST_TOTAL({{{COSTS};{UNCLEAR_COST}}})",
            '=PT_COST_TOTAL({"","","","","",""})',
        ),
    ),
    "PT_PLAN_AMOUNTS": About(
        "由预算数和资金支出计划的累计百分比算出各月底的累计金额。",
        "每个项目一行四列数字（万元）。有一个月底的比例无法确定时，第一列写明原因，其余为空。",
        f"=PT_PLAN_AMOUNTS(项目1!{BUDGET},项目1!{PLAN})",
        (
            "=PT_PLAN_AMOUNTS(100.89,{0.25,0.5,0.75,1})",
            '=PT_PLAN_AMOUNTS(13.48,{"","","100%",""})',
            '=PT_PLAN_AMOUNTS("2000万",{0.25,0.5,0.75,1})',
            '=PT_PLAN_AMOUNTS(5,{0.25,0.5,0.75,""})',
            '=PT_PLAN_AMOUNTS("",{"","","",""})',
            "=PT_PLAN_AMOUNTS(5,{0.25,0.5,#N/A,1})",
        ),
    ),
    "PT_UNIT_TOTAL": About(
        "把各项目的金额精确相加：SUM 会跳过写成“2000万”的金额，本函数会指出来。",
        "一个数字（万元）。财政资金、其他资金空白按 0；预算数空白要补填，返回它的位置。",
        f"=PT_UNIT_TOTAL({INDEX})",
        (
            f"=PT_UNIT_TOTAL({PROJECTS})",
            "=PT_UNIT_TOTAL({0.1;0.2;0.3})",
            '=PT_UNIT_TOTAL({"预算数";13.48;"2000万"})',
            f'=PT_UNIT_TOTAL({PROJECTS},"指标数")',
            '=PT_UNIT_TOTAL({"";""})',
            "=PT_UNIT_TOTAL({13.48;#N/A})",
        ),
    ),
}

HEAD = """\
# 单元格函数

<!-- 本页由 scripts/make_functions_doc.py 生成：改动请改该文件或 udfs/ 中的说明，然后运行它。 -->

装好加载项后，可以在任何单元格里使用下面的函数。它们与“校验”用同一套规则，只给出结果，不改动任何单元格。

{functions}

## 怎样使用

* 项目表是锁定的：把公式写在自己插入的工作表里，或先取消保护（没有密码）。
  要在项目表旁边随填随查，请用“现场校验”。
* 报送前删除含有 `PT_` 函数的公式：没有装 xladdin 的电脑打开时会显示 `#NAME?`。
* 一个参数只能是一个连续的区域；按住 Ctrl 选的几块区域得到 `#VALUE!`。
  不要选整列：结果与区域等高，放不下。
* 可省略的参数指向空白单元格，与省略相同。

### 结果有多格时

Excel 2021 和 Microsoft 365：只在左上角一格输入公式，结果自动占用右侧和下方的空白单元格；
显示 `#SPILL!` 时，请清空这些单元格。

Excel 2019 和更早的版本：

1. 选中要放结果的全部单元格，如 `PT_PARSE_VALUE` 为与指标值等高的四列，
   `PT_CHECK_ROWS` 为与区域等高的一列；
2. 在编辑栏输入公式；
3. 按 Ctrl+Shift+Enter（不是 Enter），公式两边出现花括号。修改、删除时也要选中全部单元格。

### 空白、错误值和其他内容

* 空白单元格（包括只有空格的）返回空文本，不报错：函数可以一直放在没有填完的表旁边。
* 错误值（如 `#REF!`）、日期、逻辑值不会被当作 0 或文字，结果写明是什么、怎么改。
* 设为百分比格式的数字按显示的读取：显示 95% 的 0.95 就是 95%。改了格式后，请按 Ctrl+Alt+F9 重算。
* 金额一律以万元为单位，按十进制精确计算：0.1 加 0.2 等于 0.3。Excel 保存 15 位有效数字；
  货币格式的单元格只交出四位小数。
* 函数看不到单元格是否合并。一级指标可以只在合并区域的第一行有；二级指标每行都要有。
* 只选了一块区域仍显示 `#VALUE!` 的，多是 Python 没有运行：请运行 `xladdin doctor`。

下面各表中，（空）是看上去空白的单元格，一行中的各格以 ｜ 分开。
花括号是写在公式里的区域：逗号换列，分号换行。
"""

STEPS_HEAD = """
每步先清空工作表，再在 A1 输入公式；
没有动态数组的 Excel 须先选中全部结果单元格，再按 Ctrl+Shift+Enter。
下表中，（空）是看上去空白的单元格，一行中从 A 列向右的各格以 ｜ 分开。
最后五步：打开样例的 316001 工作簿，在其中插入一张空白工作表来做。

| 步 | 做什么 | 应看到 | 一致 | 备注 |
|---|---|---|---|---|"""
STEPS = (
    ABOUT["PT_CHECK_CODE"].examples[1],
    ABOUT["PT_CHECK_CODE"].examples[2],
    ABOUT["PT_AMOUNT"].examples[1],
    ABOUT["PT_AMOUNT"].examples[3],
    ABOUT["PT_AMOUNT"].examples[6],
    ABOUT["PT_PARSE_VALUE"].examples[2],
    "=PT_PARSE_VALUE(F1)",
    ABOUT["PT_CHECK_ROW"].examples[1],
    ABOUT["PT_PLAN_AMOUNTS"].examples[0],
    ABOUT["PT_PLAN_AMOUNTS"].examples[2],
    ABOUT["PT_COST_TOTAL"].examples[2],
    ABOUT["PT_UNIT_TOTAL"].examples[0],
    ABOUT["PT_UNIT_TOTAL"].examples[2],
    "=PT_UNIT_TOTAL((F2,F4))",
    ABOUT["PT_UNIT_TOTAL"].on_the_form,
    ABOUT["PT_COST_TOTAL"].on_the_form,
    ABOUT["PT_PLAN_AMOUNTS"].on_the_form,
    ABOUT["PT_CHECK_ROWS"].on_the_form,
    ABOUT["PT_CHECK_ROW"].on_the_form,
)
TYPED_FIRST = {
    "=PT_PARSE_VALUE(F1)": "在 F1 输入 95%（它自动成为百分比格式），",
    "=PT_UNIT_TOTAL((F2,F4))": "在 F2、F4 各输入 1，",
}
TYPED = {"F1": percent(0.95), "F2": 1.0, "F4": 1.0}

# --- a formula and its result --------------------------------------------------------------------

_FORMULA = re.compile(r"=(?P<function>PT_\w+)\((?P<arguments>.*)\)")
_PIECE = re.compile(
    r'(?P<text>"[^"]*")|(?P<error>#[A-Z/0]+[!?]?)|(?P<mark>[{};])|(?P<left_out>(?<=,)(?=,))'
    r"|(?P<sheet>\w+)!(?P<cells>[A-Z]+\d+(?::[A-Z]+\d+)?)"
    r"|\((?P<typed_cells>[A-Z]\d(?:,[A-Z]\d)+)\)|(?P<typed_cell>[A-Z]\d)"
)
_MARKS = {"{": "[[", ";": "],[", "}": "]]"}
Rows = list[list[Any]]
_LINES_SHOWN = 4


class Sheets:
    """Excel with the sample's workbook open: gives results of formulas and the functions' help."""

    def __init__(self, excel: Excel, unit: Unit) -> None:
        self.excel = excel
        self._unit = unit

    def result(self, formula: str) -> Rows:
        """The cells that Excel is given for a formula with one function."""
        found = _FORMULA.fullmatch(formula)
        if found is None:
            raise ValueError(f"no formula of one function: {formula}")
        arguments = json.loads(f"[{_PIECE.sub(self._as_json, found['arguments'])}]")
        try:
            rows: Rows = self.excel.call(found["function"], *arguments)
        except FailedCallError:
            return [["#VALUE!"]]
        return rows

    def _as_json(self, piece: re.Match[str]) -> str:
        value: Any = MISSING
        match piece.lastgroup:
            case "text":
                return piece[0]
            case "mark":
                return _MARKS[piece[0]]
            case "error":
                value = error(piece[0])
            case "cells":
                first, _, last = piece["cells"].partition(":")
                value = selected(*self._unit.cells(piece["sheet"], f"{first}:{last or first}"))
            case "typed_cell":
                value = selected([TYPED[piece[0]]])
            case "typed_cells":
                cells = piece["typed_cells"].split(",")
                value = several_areas(*([[TYPED[cell]]] for cell in cells))
        return json.dumps(value)


def _shown(cell: Any) -> str:
    if cell == "":
        return "（空）"
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell).replace("|", r"\|")


def _in_a_cell(rows: Rows) -> str:
    """A result in a cell of a table: its lines, of a high one those that say something."""
    lines = [" ｜ ".join(map(_shown, row)) for row in rows]
    if len(rows) <= _LINES_SHOWN:
        return "<br>".join(lines)
    said = [f"第 {n} 行：{line}" for n, line in enumerate(lines, 1) if any(rows[n - 1])]
    return "<br>".join([f"共 {len(rows)} 行，以下之外为空：", *said])


# --- the pages -----------------------------------------------------------------------------------


def functions_page(sheets: Sheets) -> str:
    """The text of docs/functions.md."""
    about = sheets.excel.help()
    links = [
        "| 函数 | 说明 |",
        "|---|---|",
        *(f"| [{name}](#{name.lower()}) | {_help(about[name])} |" for name in ABOUT),
    ]
    sections = (_section(name, about[name], sheets) for name in ABOUT)
    return "\n".join([HEAD.format(functions="\n".join(links)), *sections])


def _section(name: str, about: dict[str, Any], sheets: Sheets) -> str:
    own = ABOUT[name]
    arguments = [
        f"| {each['name']} | {'可省略' if each['is_optional'] else '必填'} | {each['help']} |"
        for each in about["arguments"]
    ]
    results = [f"| `{each}` | {_in_a_cell(sheets.result(each))} |" for each in own.examples]
    on_the_form = f"| `{own.on_the_form}` | {_in_a_cell(sheets.result(own.on_the_form))} |"
    return "\n".join(
        [
            f"## {name}\n\n{own.purpose}\n\n{_help(about)}\n",
            "| 参数 | | 说明 |\n|---|---|---|",
            *arguments,
            f"\n得到：{own.gives}\n",
            "| 公式 | 结果 |\n|---|---|",
            *results,
            "\n在样例的 316001 工作簿中：\n\n| 公式 | 结果 |\n|---|---|",
            f"{on_the_form}\n",
        ]
    )


def _help(about: dict[str, Any]) -> str:
    return " ".join(str(about["help"]).split())


def acceptance_page(current: str, sheets: Sheets) -> str:
    """docs/excel-acceptance.md with its steps for the functions written anew."""
    before, begin, rest = current.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{ACCEPTANCE_PAGE.name} lacks {BEGIN} or {END}")
    table = [
        f"| 6.{number} | {TYPED_FIRST.get(formula, '')}输入 `{formula}` "
        f"| {_in_a_cell(sheets.result(formula))} | ☐ | |"
        for number, formula in enumerate(STEPS, 1)
    ]
    return "\n".join([before + begin + STEPS_HEAD, *table, end + after])


def main() -> None:
    """Write both pages."""
    with tempfile.TemporaryDirectory() as scratch, Excel() as excel:
        sheets = Sheets(excel, dict(sample_units(Path(scratch)))["316001"])
        FUNCTIONS_PAGE.write_text(functions_page(sheets), encoding="utf-8")
        current = ACCEPTANCE_PAGE.read_text(encoding="utf-8")
        ACCEPTANCE_PAGE.write_text(acceptance_page(current, sheets), encoding="utf-8")
        print(FUNCTIONS_PAGE, ACCEPTANCE_PAGE, sep="\n")


if __name__ == "__main__":
    main()
