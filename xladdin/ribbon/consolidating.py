"""The group 汇总: the department's summary from a folder, and the way back to its sources."""

from dataclasses import replace
from pathlib import Path

import xlwings as xw

from xladdin import services
from xladdin.domain.finding import count_label
from xladdin.errors import UsageError
from xladdin.form.summary_form import SUMMARY_FILE
from xladdin.ribbon.frame import button, progress
from xladdin.ribbon.rule_settings import settings_note
from xladdin.settings.lookup import find_settings
from xladdin.user_settings import read_settings, write_settings
from xladdin.workbook.live import sources
from xladdin.workbook.live.dialogs import ask_folder, show_status, tell
from xladdin.workbook.live.host import is_file_of, open_without_macros


@button
def consolidate(app: xw.App) -> None:
    """汇总."""
    settings = read_settings()
    folder = ask_folder(app, "选择存放各单位工作簿的文件夹", settings.inbox)
    if folder is None:
        return
    output = folder / SUMMARY_FILE
    _require_closed(app, output)
    roster = services.roster_of_inbox(folder)
    with progress(app, "正在汇总") as on_file:
        used = find_settings(None, folder).with_roster(services.load_roster(roster))
        files = services.workbooks_to_consolidate(folder, output, roster)
        report = services.consolidate(
            files,
            output,
            used.settings,
            on_read=lambda path: on_file(path.name),
            inbox=folder,
        )
        write_settings(replace(settings, inbox=str(folder)))
        open_without_macros(app, output)
    tell(app, _outcome(report, len(files)) + settings_note(used))


def _require_closed(app: xw.App, output: Path) -> None:
    if any(is_file_of(book, output) for book in app.books):
        raise UsageError(
            f"{output.name} 正在 Excel 中打开，没有重新汇总",
            "请先关闭它（需要保留的，另存为别的文件名），再点“汇总”",
        )


def _outcome(report: services.ConsolidationReport, files: int) -> str:
    department = report.department
    read = sum(1 for item in department.received if item.was_read)
    lines = [
        f"汇总完成：共 {files} 个文件，读取 {read} 个；{count_label(report.findings)}。",
        f"汇总表：{report.output}",
    ]
    if department.roster is None:
        lines.append(
            "没有找到单位名录，无法判断哪些单位未报送：请把 单位名录.xlsx 放在这个文件夹中再汇总。"
        )
    elif department.missing:
        names = "、".join(f"{unit.unit_code} {unit.unit_name}" for unit in department.missing)
        lines.append(f"未报送 {len(department.missing)} 个单位：{names}。")
    if report.decisions:
        lines.append(f"{report.decisions}，见“审核说明”表。")
    if read < files:
        lines.append("无法读取的文件见“报送情况”表。")
    return "\n\n".join(lines)


@button
def open_source(app: xw.App) -> None:
    """打开来源."""
    with progress(app, "正在打开来源"):
        source = sources.open_source(app.books.active)
    show_status(app, f"已打开来源 {source.name}（只读）。")
