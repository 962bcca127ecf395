"""The group 填报: a new workbook, project sheets, and everything in its order."""

from dataclasses import replace

import xlwings as xw

from xladdin.new_workbook import Filling, create_unit_workbook, unit_workbook_name
from xladdin.ribbon.frame import button, progress
from xladdin.ribbon.questions import ask_whose
from xladdin.user_files import documents_folder
from xladdin.user_settings import read_settings, write_settings
from xladdin.workbook.live import projects, tidying
from xladdin.workbook.live.dialogs import ask_new_workbook, confirm, show_status, tell
from xladdin.workbook.live.host import open_without_macros
from xladdin.workbook.live.unit import read_unit


@button
def new_workbook(app: xw.App) -> None:
    """新建工作簿."""
    settings = read_settings()
    whose = ask_whose(app, settings.whose)
    if whose is None:
        return
    name = unit_workbook_name(whose.unit_code, whose.unit_name, whose.year)
    path = ask_new_workbook(app, documents_folder() / name)
    if path is None or (path.exists() and not confirm(app, f"“{path.name}”已存在，要替换吗？")):
        return
    with progress(app, "正在新建工作簿"):
        create_unit_workbook(path, whose, Filling(), may_replace=True)
        write_settings(replace(settings, whose=whose))
        open_without_macros(app, path)
    show_status(app, f"已新建 {path.name}：请从“项目1”填起；多个项目时点“新增项目”。")


@button
def add_project(app: xw.App) -> None:
    """新增项目."""
    with progress(app, "正在新增项目"):
        sheet = projects.add_project(read_unit(app.books.active))
        sheet.activate()
    show_status(app, f"已新增“{sheet.name}”，并列入封面目录。")


@button
def delete_project(app: xw.App) -> None:
    """删除项目."""
    unit = read_unit(app.books.active)
    name = unit.book.sheets.active.name
    projects.require_deletable(unit, name)
    if not confirm(app, f"要删除“{name}”吗？表上填写的内容会一并删除，不能撤消。"):
        return
    with progress(app, "正在删除项目"):
        projects.delete_project(unit, name)
    show_status(app, f"已删除“{name}”，封面目录中也已去掉。")


@button
def tidy(app: xw.App) -> None:
    """整理."""
    with progress(app, "正在整理"):
        tidied = tidying.tidy(read_unit(app.books.active))
    done = [f"重排了“{name}”的指标行" for name in tidied.tables]
    if tidied.are_sheets_moved:
        done.append("排好了项目表的次序")
    if tidied.is_index_changed:
        done.append("更新了封面目录")
    tell(app, f"整理完成：{'，'.join(done)}。" if done else "次序都是对的，没有改动。")
