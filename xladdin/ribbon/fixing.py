"""自动修正 and 撤销修正: the mends that rules know, shown before they are made, and taken back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import xlwings as xw

from xladdin.domain.finding import count_label
from xladdin.ribbon.frame import button, progress
from xladdin.ribbon.rule_settings import settings_note, settings_of
from xladdin.rules.fixes import Mend
from xladdin.user_files import fix_log_file, last_fix_file
from xladdin.workbook.fix_log import UNDONE, FixedCell, fixed_cells, write_fix_log
from xladdin.workbook.live import validation
from xladdin.workbook.live.dialogs import choose, show_status, tell
from xladdin.workbook.live.fixing import find_mends, make_mends, undo_mends
from xladdin.workbook.live.host import file_of
from xladdin.workbook.saving import make_folder, replace_whole

_LONGEST_LIST = 700  # characters: a message box has room for a thousand
_LONGEST_MESSAGE = 120
_LONGEST_TEXT = 36  # of a cell, in a line of the list


@button
def auto_fix(app: xw.App) -> None:
    """自动修正."""
    book = app.books.active
    with progress(app, "正在查找可以自动修正的问题") as on_sheet:
        used = settings_of(book)
        proposal = find_mends(book, used.settings, on_sheet)
    if not proposal.mends:
        tell(app, "没有可以自动修正的问题。其余问题请点“校验”，按修改建议逐条修改。")
        return
    mends = _ask_which(app, proposal.mends)
    if not mends:
        show_status(app, "没有作任何改动。")
        return
    with progress(app, "正在修正") as on_sheet:
        make_mends(book, mends, last_fix_file())
        findings = validation.validate_workbook(book, on_sheet, used.settings)
        _log(fixed_cells(file_of(book), mends))
    later = f"另有 {proposal.later} 处可在下一次修正。" if proposal.later else ""
    tell(
        app,
        f"已修正 {len(mends)} 处。{later}校验结果已更新：{count_label(findings)}。\n\n"
        f"要恢复原样，点“自动修正”下的“撤销修正”。{settings_note(used)}\n\n修正记录：{fix_log_file()}",
    )


@button
def undo_fix(app: xw.App) -> None:
    """撤销修正."""
    book = app.books.active
    with progress(app, "正在撤销修正") as on_sheet:
        undone = undo_mends(book, last_fix_file())
        findings = validation.validate_workbook(book, on_sheet, settings_of(book).settings)
        _log(
            FixedCell(
                file_of(book), each.sheet, each.cell, UNDONE, str(each.after or ""), each.before
            )
            for each in undone.cells
        )
    places = "、".join(f"{each.sheet} {each.cell}" for each in undone.left)
    left = f"这些单元格后来又改过，没有动：{_cut(places, _LONGEST_LIST)}。" if undone.left else ""
    count = len(undone.cells)
    tell(app, f"已恢复 {count} 个单元格。{left}校验结果已更新：{count_label(findings)}。")


def _ask_which(app: xw.App, mends: Sequence[Mend]) -> list[Mend]:
    """The mends that a person wants, page by page; none where the person cancels."""
    wanted: list[Mend] = []
    for page in _pages(mends):
        lines = [_line(number, mends[number - 1]) for number in page]
        which = f"（第 {page[0]}～{page[-1]} 处）" if len(page) < len(mends) else ""
        answer = choose(
            app,
            f"有 {len(mends)} 处可以自动修正{which}：\n\n" + "\n".join(lines) + "\n\n"
            "是：修正列出的各处　否：逐条选择　取消：全部不修正",
        )
        chosen: list[Mend] | None = None
        if answer is not None:
            listed = [mends[number - 1] for number in page]
            chosen = listed if answer else _ask_one_by_one(app, mends, page)
        if chosen is None:
            return []
        wanted += chosen
    return wanted


def _pages(mends: Sequence[Mend]) -> list[list[int]]:
    """The numbers of the mends, as many together as a message box has room for."""
    pages: list[list[int]] = []
    room = 0
    for number, mend in enumerate(mends, 1):
        length = len(_line(number, mend)) + 1
        if length > room:
            pages.append([])
            room = _LONGEST_LIST
        pages[-1].append(number)
        room -= length
    return pages


def _line(number: int, mend: Mend) -> str:
    """A mend in one line, that of its first row."""
    first, *others = mend.shown()
    more = f"（等 {len(others) + 1} 行）" if others else ""
    before, after = (_cut(text, _LONGEST_TEXT) for text in (first.before, first.after))
    return f"{number}. {first.sheet} {_cut(first.cells, _LONGEST_TEXT)}：{before} → {after}{more}"


def _ask_one_by_one(app: xw.App, mends: Sequence[Mend], page: Sequence[int]) -> list[Mend] | None:
    """Those of a page that a person wants; None where the person cancels."""
    wanted: list[Mend] = []
    for number in page:
        mend = mends[number - 1]
        parts = "\n".join(
            f"{each.sheet} {each.cells}\n原内容：{each.before}\n改　为：{each.after}"
            for each in mend.shown()
        )
        answer = choose(
            app,
            f"{number}/{len(mends)}　{mend.rule}　{_cut(mend.message, _LONGEST_MESSAGE)}\n\n"
            f"{_cut(parts, _LONGEST_LIST)}\n\n"
            "是：修正这一处　否：跳过　取消：全部不修正",
        )
        if answer is None:
            return None
        if answer:
            wanted.append(mend)
    return wanted


def _log(cells: Iterable[FixedCell]) -> None:
    path = fix_log_file()
    make_folder(path.parent)
    with replace_whole(path) as temporary:
        write_fix_log(temporary, path, list(cells), datetime.now().astimezone())


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
