"""PT_CHECK_CODE: what is wrong with project codes, cell by cell."""

import xlwings as xw

from udfs.arguments import RANGE, Values
from udfs.ranges import entry_of, said
from xladdin.rules.parts import check_part, project_part


@xw.func
@xw.arg("codes", **RANGE, doc="项目编码：一个单元格或一个区域，应为文本格式")
@xw.ret("default")
def PT_CHECK_CODE(codes: Values) -> list[list[str]]:
    """检查项目编码：正确或空白返回空文本，否则说明哪里有误；返回与区域同样大小的结果。"""
    return [[_what_is_wrong(code) for code in row] for row in codes]


def _what_is_wrong(code: object) -> str:
    """A blank cell is nobody's mistake in a column of codes."""
    entry = entry_of(code)
    if entry.is_blank:
        return ""
    findings = check_part(project_part(project_code=entry))
    return "".join(map(said, findings))
