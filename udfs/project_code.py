"""PT_CHECK_CODE: what is wrong with project codes, cell by cell."""

from collections.abc import Sequence

import xlwings as xw

from xladdin.domain.project_code import ProjectCodeError, parse_project_code


@xw.func
@xw.arg("codes", ndim=2, doc="项目编码：一个单元格或整个区域")
@xw.ret(expand="table")
def PT_CHECK_CODE(codes: Sequence[Sequence[object]]) -> list[list[str]]:  # noqa: N802 - its name in cells
    """检查项目编码：正确或空白返回空文本，否则返回哪里有误 (rules C01, C02)."""
    return [[_what_is_wrong(code) for code in row] for row in codes]


def _what_is_wrong(code: object) -> str:
    """A blank cell is nobody's mistake in a column of codes; a number can't be a code."""
    if code is None or code == "":
        return ""
    if not isinstance(code, str):
        return "项目编码应为文本：请把单元格设为文本格式后重新填写"
    try:
        parsed = parse_project_code(code)
    except ProjectCodeError as error:
        return error.reason
    return "" if parsed.check_matches else "疑似有误：校验码（末位）与前 20 位不符，请逐位核对"
