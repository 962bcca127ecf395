"""The group 汇总: the document that the department publishes, from the same folder."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import xlwings as xw

from xladdin import publishing, services
from xladdin.domain.finding import Finding, count_label
from xladdin.publishing import DOCUMENT_NAME, PdfWish, PublicationReport, Wishes
from xladdin.ribbon.frame import button, progress
from xladdin.ribbon.rule_settings import settings_note
from xladdin.settings.lookup import UsedSettings, find_settings
from xladdin.user_settings import read_settings, write_settings
from xladdin.workbook.live.dialogs import ask_folder, confirm, tell

_MOST_SHOWN = 6  # findings: a message box has room for no more


@button
def publish(app: xw.App) -> None:
    """公开文本."""
    settings = read_settings()
    folder = ask_folder(app, "选择存放各单位工作簿的文件夹", settings.inbox)
    if folder is None:
        return
    output = folder / DOCUMENT_NAME
    if not _may_be_replaced(app, output):
        return
    write_settings(replace(settings, inbox=str(folder)))
    report, used = _publish(app, output, with_errors=False)
    if report.output is None:
        if not confirm(app, _refusal(report)):
            return
        report, used = _publish(app, output, with_errors=True)
    tell(app, _outcome(report) + settings_note(used))


def _may_be_replaced(app: xw.App, output: Path) -> bool:
    """Somebody may have worked on the document in Word."""
    if not output.exists():
        return True
    return confirm(app, f"已有 {output}。\n\n重新生成并替换它吗？在 Word 中改过的内容会丢失。")


def _publish(
    app: xw.App, output: Path, *, with_errors: bool
) -> tuple[PublicationReport, UsedSettings]:
    with progress(app, "正在生成公开文本") as say:
        sources = publishing.sources_to_publish(output.parent)
        roster = services.load_roster(sources.roster)
        used = find_settings(None, sources.folder).with_roster(roster)
        wishes = Wishes(PdfWish.IF_POSSIBLE, with_errors=with_errors, may_replace=True)
        report = publishing.publish(
            sources.files, output, used.settings, wishes, lambda path: say(path.name), say
        )
    return report, used


def _refusal(report: PublicationReport) -> str:
    """What is in the way, and the ways on."""
    parts = [f"没有生成公开文本：{count_label(report.findings)}。"]
    if report.errors:
        parts.append(_listed(f"错误 {len(report.errors)} 个：", report.errors))
    if report.unreadable:
        parts.append("\n".join(["无法读取：", *report.unreadable[:_MOST_SHOWN]]))
    parts += [
        "请让有关单位改正后再生成；“汇总”得到的“问题”表列有全部问题和修改建议。",
        "仍要照现在的内容生成吗？",
    ]
    return "\n\n".join(parts)


def _listed(heading: str, findings: Sequence[Finding]) -> str:
    lines = [f"{_place(item)} {item.rule}：{item.message}" for item in findings[:_MOST_SHOWN]]
    left = len(findings) - len(lines)
    return "\n".join([heading, *lines, *([f"另有 {left} 个"] if left else [])])


def _place(finding: Finding) -> str:
    origin = finding.origin
    return " ".join(part for part in (Path(origin.file).name, origin.sheet, origin.cell) if part)


def _outcome(report: PublicationReport) -> str:
    pages = f"，{report.pages} 页" if report.pages else ""
    parts = [
        f"公开文本已生成：{report.project_count} 个项目{pages}；{count_label(report.findings)}。",
        f"Word 文档：{report.output}",
    ]
    if report.pdf is not None:
        parts.append(f"PDF：{report.pdf}")
    if report.private:
        heading = f"有 {len(report.private)} 处内容可能不宜公开，请先核对："
        parts.append(_listed(heading, report.private))
    parts += [f"{note}。" for note in report.notes]
    return "\n\n".join(parts)
