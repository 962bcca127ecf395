"""Rules on what texts may hold: placeholders, error values, what an import refuses, length."""

import re
from collections.abc import Iterable

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.finding import Severity
from xladdin.domain.project import BudgetProject
from xladdin.domain.submission import Submission
from xladdin.domain.target_value import ValueKind
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.cell_goals import goal_of
from xladdin.rules.cell_scan import WrittenCell, cells_with
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.judging import LabelledEntry
from xladdin.rules.odd_cells import odd_cells
from xladdin.rules.registry import Problem, Problems, RowSort, project_rule, row_rule, workbook_rule
from xladdin.rules.words import WordList

_ONLY_MARKS = re.compile(r"[-_/\\|*.·~—–―×X?。、,]+")
_UNREPLACED = re.compile(r"\*{2,}|×{2,}|(?<![A-Z])X{2,}(?![A-Z])")
_CUT = re.compile(r"(?:\.{3,}|。{3,})$")
_ERROR_TEXT = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)")
# What any of these, and a word in Latin letters or with spaces, holds or begins with; apart from
# each other they are found several times as fast.
_SUSPICIOUS = (
    re.compile(r"[A-Za-zＡ-Ｚａ-ｚ*＊×#＃…‥／ \xa0\u3000]"),
    re.compile(r"\n[-_\\|·~～—–―/?？、,，－＿.．。]"),
    re.compile(r"[.。][.。][.。]"),
)


@workbook_rule("C13", Severity.ERROR, "占位符/错误值")
def no_placeholders(submission: Submission, context: Context) -> Problems:
    """各栏不能留有占位符（XX、**、待定、无、null、省略号）或错误值。

    这些多半是模板或导出时留下的，公开出去等于没有填。粘贴成值的错误在这里提示，公式的错误见 W06，
    项目编码见 C01，一级、二级指标见 C14。

    来源：一体化系统（null）；其他公开表格；公开样例
    """
    for project in submission.projects:
        odd = odd_cells(project, context)
        yield from _pasted_errors((*odd.headings, *odd.amounts, *odd.texts))
    words = context.settings.words.placeholder_words
    for cell in cells_with(submission, context, *_SUSPICIOUS, words.pattern):
        complaint = _complaint(cell, words)
        if complaint:
            yield Problem(
                cell.entry, f"{cell.label}{complaint}", "填写实际内容；确无内容的行请整行删除"
            )


def _pasted_errors(fields: Iterable[LabelledEntry]) -> Problems:
    for label, entry in fields:
        if entry.is_error and entry.formula is FormulaState.NONE:
            message = f"{label}是错误值 {entry.text}，不是填报内容"
            yield Problem(entry, message, "删除错误值，重新填写")


def _complaint(cell: WrittenCell, words: WordList) -> str:
    """What makes a cell's text a placeholder, empty where it is none; each goal is looked at."""
    if cell.label != layout.GOALS.label:
        return _placeholder(cell.text, words)
    goals = (_placeholder(goal_of(line).text, words) for line in cell.text.split("\n"))
    return next(filter(None, goals), "")


def _placeholder(text: str, words: WordList) -> str:
    plain = squeeze(text).upper()
    if not plain:
        return ""
    if plain in words or _ONLY_MARKS.fullmatch(plain):
        return f"填的是{quoted(text)}，没有实际内容"
    if found := _ERROR_TEXT.search(plain):
        return f"中留有错误值 {found[0]}"
    if found := _UNREPLACED.search(plain):
        return f"{quoted(text)}中有未替换的占位符“{found[0]}”"
    if _CUT.search(plain):
        return f"{quoted(text)}以省略号结尾，内容没有写完"
    return ""


_REFUSED = re.compile(r"[*＊_＿\-－\s]")
_QUALITATIVE = RowSort((ValueKind.TEXT, ValueKind.GRADED))


@row_rule("C22", Severity.WARNING, "定性值特殊字符", asked_of=_QUALITATIVE)
def qualitative_value_can_be_imported(row: JudgedRow, _context: Context) -> Problem | None:
    """文字的指标值中不能有 *、_、- 和空格。

    一体化系统导入时拒绝这样的定性指标值。日期和期间中的横线不在此列。

    来源：一体化系统（定性指标值校验）
    """
    if not row.value:
        return None
    cell = row.cells.target_value
    refused = _REFUSED.findall(cell.text.strip())
    if not refused:
        return None
    named = (("空格或换行" if mark.isspace() else f"“{mark}”") for mark in refused)
    return Problem(
        cell,
        f"指标值{quoted(cell.text)}中有{'、'.join(dict.fromkeys(named))}，导入一体化系统时会被拒绝",
        "去掉这些字符；并列的内容用“、”分开",
    )


@project_rule("C23", Severity.WARNING, "长度")
def texts_fit(project: BudgetProject, context: Context) -> Problems:
    """指标值不超过 1000 字节，依据不超过 2000 字节，描述不超过 4000 字节；一个汉字计 2 字节。

    超过的部分导入一体化系统时会被拒绝或截去。长度的上限可以在设置中修改。

    来源：一体化系统（数据字典）
    """
    limits = context.settings.thresholds
    for row in project.indicators:
        for column, entry, most in (
            (layout.DESCRIPTION, row.description, limits.longest_description),
            (layout.TARGET_VALUE, row.target_value, limits.longest_target_value),
            (layout.BASIS, row.basis, limits.longest_basis),
        ):
            if isinstance(entry.value, str) and len(entry.value) * 2 > most:
                yield from _too_long(column.label, entry, entry.value, most)


def _too_long(label: str, entry: Entry, text: str, most: int) -> Problems:
    size = sum(1 if character.isascii() else 2 for character in text)
    if size > most:
        yield Problem(
            entry,
            f"{label}长 {size} 字节，超过一体化系统的上限 {most} 字节（一个汉字计 2 字节）",
            f"压缩到 {most // 2} 个汉字以内，详细内容写到附件",
        )
