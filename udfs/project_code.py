"""PT_CHECK_CODE: what is wrong with project codes, cell by cell."""

import xlwings as xw

from udfs.arguments import RANGE, Values
from udfs.ranges import ArgumentError, entry_of, said
from udfs.settings_in_force import settings_in_force
from xladdin.rules.parts import check_part, project_part
from xladdin.rules.settings import Settings


@xw.func
@xw.arg("codes", **RANGE, doc="项目编码：一个单元格或一个区域，应为文本格式")
@xw.ret("default")
def PT_CHECK_CODE(codes: Values) -> list[list[str]]:
    """检查项目编码：正确或空白返回空文本，否则说明哪里有误；返回与区域同样大小的结果。"""
    try:
        settings = settings_in_force()
    except ArgumentError as error:
        return [[str(error)]]
    return [[_what_is_wrong(code, settings) for code in row] for row in codes]


def _what_is_wrong(code: object, settings: Settings) -> str:
    """A blank cell is nobody's mistake in a column of codes."""
    entry = entry_of(code)
    if entry.is_blank:
        return ""
    findings = check_part(project_part(project_code=entry), settings=settings)
    return "".join(map(said, findings))
