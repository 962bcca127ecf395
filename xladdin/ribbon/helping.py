"""The group 帮助: settings, the doctor, and what this is."""

from dataclasses import replace

import xlwings as xw

from xladdin import __version__
from xladdin.ribbon.frame import button, progress
from xladdin.ribbon.questions import ask_whose
from xladdin.user_files import handbook, log_file
from xladdin.user_settings import read_settings, write_settings
from xladdin.workbook.live.dialogs import tell


@button
def settings(app: xw.App) -> None:
    """设置."""
    known = read_settings()
    whose = ask_whose(app, known.whose)
    if whose is not None:
        path = write_settings(replace(known, whose=whose))
        tell(app, f"设置已保存，新建工作簿时使用。\n\n文件：{path}")


@button
def diagnose(app: xw.App) -> None:
    """诊断."""
    from xladdin.addin.build import addin_bytes, addin_modules
    from xladdin.addin.doctor import diagnose as diagnose_machine
    from xladdin.addin.machine import ThisMachine

    with progress(app, "正在诊断"):
        diagnosis = diagnose_machine(ThisMachine(), lambda: addin_bytes(addin_modules()))
    tell(app, "\n\n".join(check.for_people() for check in diagnosis.checks))


@button
def about(app: xw.App) -> None:
    """关于."""
    lines = (
        f"xladdin {__version__}",
        "预算项目绩效目标：填报、校验、汇总。",
        "许可：MIT",
        f"使用手册：{handbook()}",
        f"日志：{log_file()}",
    )
    tell(app, "\n".join(lines))
