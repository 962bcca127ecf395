"""Links of a workbook to other files: what they are in a file, and which of them may be opened."""

from pathlib import Path, PureWindowsPath
from urllib.parse import unquote

from xladdin.domain.text import quoted
from xladdin.errors import UsageError
from xladdin.workbook.checked_package import CheckedPackage, local, scan_xml
from xladdin.workbook.file_reader import WORKBOOK_SUFFIXES
from xladdin.workbook.workbook_scan import WorkbookOutline

_WORKBOOK = "officeDocument"


def links_of_sheet(path: Path, sheet: str) -> dict[str, str]:
    """Addresses of the files that a sheet's cells lead to, by cell.

    For a workbook that was read before, and so is known to be sound.
    """
    package = CheckedPackage(path.read_bytes())
    outline_part = next(
        reference.target
        for reference in package.relationships().values()
        if reference.kind == _WORKBOOK
    )
    outline = WorkbookOutline(package.read(outline_part), outline_part)
    links: dict[str, str] = {}
    for source in outline.worksheets(package, package.relationships(outline_part)):
        if source.name != sheet:
            continue
        targets = package.relationships(source.part)

        def on_start(tag: str, attributes: dict[str, str]) -> None:
            if local(tag) != "hyperlink":
                return
            number = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            target = targets.get(number)  # noqa: B023 -- scanned before the next sheet
            if target is not None and target.is_external:
                links[attributes.get("ref", "")] = target.target

        scan_xml(source.xml, source.part, on_start)
    return links


def source_path(summary: str, address: str) -> Path:
    """The workbook that a link of the summary at ``summary`` leads to.

    Raises UsageError where it is none, is on another computer, or isn't there.
    """
    home = Path(summary).parent
    # Excel gives some letters as they are in the name, and some as they are in the file (%20)
    names = (address, unquote(address))
    is_near = all("://" not in name and _share(name) in {"", _share(summary)} for name in names)
    if not is_near or Path(address).suffix.lower() not in WORKBOOK_SUFFIXES:
        raise UsageError(
            f"来源{quoted(address)}不是本机或汇总表所在位置的工作簿，没有打开",
            "请确认汇总表是由本部门汇总得到的；不是的，请不要点其中的链接",
        )
    # XlsxWriter separates folders by backslashes, which only Windows understands.
    paths = [home / name.replace("\\", "/") for name in names]
    for path in paths:
        if path.is_file():
            return path
    raise UsageError(
        f"找不到来源文件 {paths[-1]}",
        "请把汇总表和各单位的工作簿放回汇总时的位置，或重新汇总",
    )


def _share(path: str) -> str:
    r"""The share of a network path (``\\server\share``), which Windows would log in to; else ""."""
    drive = PureWindowsPath(path).drive.lower()
    return drive if drive.startswith("\\\\") else ""
