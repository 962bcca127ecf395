"""The main job on the real sample: workbooks of two units, validated, consolidated, published."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from xladdin import services
from xladdin.console.terminal import print_consolidation
from xladdin.domain.finding import Severity, count_label
from xladdin.domain.money import decimal_places, format_amount
from xladdin.domain.project import PlanMonth
from xladdin.errors import OutputError
from xladdin.form.interchange import load_department, load_projects
from xladdin.new_workbook import (
    Filling,
    Whose,
    create_department_workbook,
    create_unit_workbook,
    unit_workbook_name,
)
from xladdin.publishing import DOCUMENT_NAME, PdfWish, Wishes, publish


def run_demo(folder: Path, console: Console) -> None:
    """Write the sample's workbooks into ``folder``/inbox, validate, consolidate and publish them.

    The demo's own files of an earlier run are written anew. Raises OutputError where the folder
    can't be written.
    """
    inbox = folder / "inbox"
    try:
        inbox.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"无法建立文件夹 {inbox}：{error.strerror}", "请换一个位置") from error
    workbooks = _write_workbooks(inbox)
    console.print(f"一、已按真实公开样例生成 {len(workbooks)} 个工作簿：")
    for path in workbooks:
        console.print(f"    {escape(str(path))}", soft_wrap=True)

    validation = services.validate(workbooks)
    console.print(f"二、校验：{count_label(validation.findings)}，其中错误：")
    for finding in validation.findings:
        if finding.severity is Severity.ERROR:
            place = f"{Path(finding.origin.file).name} {finding.origin.sheet}!{finding.origin.cell}"
            console.print(f"    {escape(place)} {finding.rule} {escape(finding.message)}")

    report = services.consolidate(workbooks, folder / "汇总表.xlsx")
    console.print("三、汇总：")
    print_consolidation(report, console)
    _, total = report.totals
    exact = " / ".join(_plan_text(total.plan[month]) for month in PlanMonth)
    console.print(f"全部门累计支出计划精确值（3、6、10、12 月底）：{exact} 万元", soft_wrap=True)

    published = publish(
        workbooks,
        folder / DOCUMENT_NAME,
        wishes=Wishes(PdfWish.IF_POSSIBLE, with_errors=True, may_replace=True),
    )
    made = "、".join(escape(str(path)) for path in (published.output, published.pdf) if path)
    pages = f"，{published.pages} 页" if published.pages else ""
    errors = f"（样例的 {len(published.errors)} 个错误照原样公开）" if published.errors else ""
    console.print(
        f"四、公开文本：{made}，{published.project_count} 个项目{pages}{errors}", soft_wrap=True
    )


def _plan_text(amount: Decimal) -> str:
    """Two decimals where they are exact, else the four that an amount times a percentage has."""
    return format_amount(amount, 2 if decimal_places(amount) <= 2 else 4)


def _write_workbooks(inbox: Path) -> list[Path]:
    written: list[Path] = []
    with _sample("department.json") as data:
        department = load_department(data).department
        path = inbox / f"{department.code}_{department.name}_{department.year}_整体目标.xlsx"
        create_department_workbook(path, Whose(), data, may_replace=True)
        written.append(path)
    with _sample("projects.json") as data:
        for unit_code, unit_name in load_projects(data):
            path = inbox / unit_workbook_name(unit_code, unit_name, department.year)
            whose = Whose(department.code, department.name, unit_code, unit_name, department.year)
            create_unit_workbook(path, whose, Filling(data), may_replace=True)
            written.append(path)
    return written


@contextmanager
def _sample(name: str) -> Iterator[Path]:
    with as_file(files("xladdin.sample") / name) as path:
        yield path
