"""Commands -> services. Each command parses, calls one service and renders what it gives."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from xladdin import __version__
from xladdin.addin.commands import addin_app, doctor_command
from xladdin.command_options import RosterOption, SettingsOption
from xladdin.domain.taxonomy import Taxonomy
from xladdin.errors import XladdinError
from xladdin.json_output import JsonOption, print_json
from xladdin.new_workbook import BUDGET_YEARS
from xladdin.round_commands import return_command, send_command, status_command
from xladdin.settings.commands import settings_app

app = typer.Typer(
    name="xladdin",
    help="预算项目绩效目标：填报、校验、汇总 (write, check and consolidate performance targets)",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"xladdin {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool,
        typer.Option("--version", help="显示版本 (version)", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """预算项目绩效目标：填报、校验、汇总 (write, check and consolidate performance targets)."""


@app.command()
def demo(
    folder: Annotated[
        Path, typer.Argument(help="演示文件夹 (folder for the demo)", show_default=True)
    ] = Path("xladdin-demo"),
) -> None:
    """用真实公开样例演示：生成、校验、汇总、公开 (the main job on the real sample)."""
    from xladdin.console.terminal import output_console
    from xladdin.demo import run_demo

    run_demo(folder, output_console())


@app.command()
def new(
    output: Annotated[Path, typer.Option("-o", "--output", help="写入的文件 (file to write)")],
    unit_code: Annotated[str, typer.Option(help="单位编码，6 位 (unit code)")] = "",
    unit_name: Annotated[str, typer.Option(help="单位名称 (unit name)")] = "",
    department: Annotated[str, typer.Option(help="部门名称 (department)")] = "",
    department_code: Annotated[
        str, typer.Option(help="部门编码，默认单位编码前 3 位 (department code)")
    ] = "",
    year: Annotated[
        int | None,
        typer.Option(help="预算年度 (budget year)", min=BUDGET_YEARS[0], max=BUDGET_YEARS[-1]),
    ] = None,
    projects: Annotated[
        int | None, typer.Option(help="空白项目表张数 (blank project sheets)", min=0, max=200)
    ] = None,
    data: Annotated[Path | None, typer.Option(help="要填入的 JSON 数据 (data to fill in)")] = None,
    taxonomy: Annotated[
        Taxonomy, typer.Option(help="指标体系 (indicator classes)")
    ] = Taxonomy.Y2015,
    department_workbook: Annotated[
        bool, typer.Option("--department-workbook", help="部门整体目标工作簿 (department's own)")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 (overwrite)")] = False,
) -> None:
    """新建工作簿，空白或按数据填好 (a new workbook, blank or filled)."""
    from xladdin import new_workbook

    whose = new_workbook.Whose(department_code, department, unit_code, unit_name, year)
    if department_workbook:
        new_workbook.create_department_workbook(output, whose, data, may_replace=force)
    else:
        new_workbook.create_unit_workbook(
            output,
            whose,
            new_workbook.Filling(data, projects, taxonomy),
            may_replace=force,
        )
    typer.echo(f"已生成 {output}")


@app.command()
def validate(
    paths: Annotated[list[Path], typer.Argument(help="工作簿或文件夹 (files or folders)")],
    roster: RosterOption = None,
    settings: SettingsOption = None,
    mark: Annotated[
        bool, typer.Option("--mark", help="在原文件旁写入填好校验结果的副本 (marked copies)")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """校验工作簿：哪里错、为什么、怎么改 (check workbooks)."""
    from xladdin import services
    from xladdin.console import terminal
    from xladdin.console.ending import end
    from xladdin.settings.lookup import find_settings_of

    files = services.workbooks_to_validate(paths)
    used = find_settings_of(settings, paths).with_roster(services.load_roster(roster))
    with terminal.reading_progress(len(files), is_quiet=as_json) as on_read:
        report = services.validate(files, used.settings, on_read)
    copies = services.write_marked_copies(report) if mark else []
    show = partial(terminal.print_validation, copies=copies)
    end(report, show, as_json=as_json, used=used)


@app.command()
def fix(
    file: Annotated[Path, typer.Argument(help="工作簿 (workbook)")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="副本，默认在原文件旁，名称加“.修正” (copy)"),
    ] = None,
    rules: Annotated[
        list[str] | None, typer.Option("--rule", help="只按此规则修正，可多次给出 (only this rule)")
    ] = None,
    roster: RosterOption = None,
    settings: SettingsOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="全部修正，不再询问 (make all)")] = False,
    only_list: Annotated[
        bool, typer.Option("--list", help="只列出可以修正之处，不写副本 (only list)")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的副本 (overwrite)")] = False,
    as_json: JsonOption = False,
) -> None:
    """自动修正：改法确定的问题逐条列出，选定后写入副本 (mend what needs no judgement).

    原文件不改动；改了什么，记入副本旁的 修正记录.csv。
    """
    from xladdin import fixing, services
    from xladdin.console import terminal
    from xladdin.settings.lookup import find_settings_of

    used = find_settings_of(settings, [file]).with_roster(services.load_roster(roster))
    source = fixing.find_mends(file, rules or (), used.settings)
    screen = terminal.output_console()
    if not as_json:
        terminal.print_settings(used, screen)
        terminal.print_mends(source.proposal, screen)
    mends = source.proposal.mends
    if mends and not (yes or only_list or as_json) and _is_at_terminal():
        mends = source.chosen(terminal.ask_numbers(len(mends), screen))
    elif only_list or not yes:
        mends = ()
    copy = fixing.write_fixed_copy(source, mends, output, may_replace=force) if mends else None
    if as_json:
        print_json(fixing.fixing_json(source, copy) | {"settings": used.as_json()})
    else:
        terminal.print_fixed_copy(source, copy, screen)
    raise typer.Exit(fixing.fixing_exit_status(source, copy))


def _is_at_terminal() -> bool:
    """Whether there is a person who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@app.command()
def consolidate(
    folder: Annotated[Path, typer.Argument(help="存放各单位工作簿的文件夹 (inbox)")],
    output: Annotated[Path, typer.Option("-o", "--output", help="汇总表 (summary workbook)")],
    roster: RosterOption = None,
    settings: SettingsOption = None,
    earlier: Annotated[
        Path | None, typer.Option(help="用于对比的上期汇总表 (earlier summary)")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """汇总文件夹中各单位的工作簿 (consolidate the units' workbooks).

    没有用 --roster 给出单位名录时，使用文件夹中或上一级的 单位名录.xlsx 或 单位名录.csv，
    都没有时使用校验设置中的。
    """
    from xladdin import services
    from xladdin.console import terminal
    from xladdin.console.ending import end
    from xladdin.settings.lookup import find_settings

    roster = roster or services.roster_of_inbox(folder)
    files = services.workbooks_to_consolidate(folder, output, roster, settings)
    used = find_settings(settings, folder).with_roster(services.load_roster(roster))
    with terminal.reading_progress(len(files), is_quiet=as_json) as on_read:
        report = services.consolidate(files, output, used.settings, earlier, on_read, folder)
    end(report, terminal.print_consolidation, as_json=as_json, used=used)


@app.command()
def publish(
    source: Annotated[
        Path, typer.Argument(help="存放各单位工作簿的文件夹，或汇总表 (inbox, or summary)")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="公开文本 (document, .docx)")],
    pdf: Annotated[
        bool,
        typer.Option("--pdf", help="同时生成 PDF，需要 LibreOffice、Word 或 WPS (a PDF as well)"),
    ] = False,
    summary_table: Annotated[
        bool, typer.Option("--summary-table", help="各项目表之前加项目汇总表 (table of projects)")
    ] = False,
    with_errors: Annotated[
        bool, typer.Option("--with-errors", help="有错误也照样生成 (in spite of errors)")
    ] = False,
    roster: RosterOption = None,
    settings: SettingsOption = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 (overwrite)")] = False,
    as_json: JsonOption = False,
) -> None:
    """生成公开文本：部门整体绩效目标和全部项目表 (the document to publish).

    给出汇总表时，采用其中计入汇总的各个工作簿；汇总之后改动过的，须先重新汇总。有错误时不生成，并列出错误。
    """
    from xladdin import publishing, services
    from xladdin.console import publication, terminal
    from xladdin.console.ending import end
    from xladdin.settings.lookup import find_settings

    sources = publishing.sources_to_publish(source, roster, settings)
    used = find_settings(settings, sources.folder)
    used = used.with_roster(services.load_roster(sources.roster))
    pdf_wish = publishing.PdfWish.REQUIRED if pdf else publishing.PdfWish.NONE
    wishes = publishing.Wishes(pdf_wish, summary_table, with_errors, force)
    with (
        terminal.reading_progress(len(sources.files), is_quiet=as_json) as on_read,
        publication.working_status(is_quiet=as_json) as on_step,
    ):
        report = publishing.publish(sources.files, output, used.settings, wishes, on_read, on_step)
    end(report, publication.print_publication, as_json=as_json, used=used)


@app.command()
def collect(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="邮件：.eml、.msg、.mbox 文件，存放它们的文件夹或 zip，"
            "或 imaps://用户@服务器/文件夹 (messages)",
            metavar="SOURCE",
        ),
    ],
    into: Annotated[Path, typer.Option("--into", help="收件箱文件夹，没有时新建 (inbox)")],
    ca_file: Annotated[
        Path | None,
        typer.Option(help="邮件服务器自用的证书，PEM 文件 (certificate of the server's authority)"),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """收件：取出邮件中的工作簿，存入收件箱 (collect workbooks from messages).

    同样的内容只存一份。邮箱只读不改：邮件不会被标为已读、移动或删除；再次运行，接着上次的位置往下收。
    """
    from xladdin import services
    from xladdin.console import collection
    from xladdin.console.ending import end
    from xladdin.mail.collecting import Postman

    with collection.collecting_progress(is_quiet=as_json) as on_message:
        postman = Postman(collection.ask_password, ca_file, on_message)
        report = services.collect(sources, into, postman)
    end(report, collection.print_collection, as_json=as_json)


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(help="原来的工作簿、汇总表或文件夹 (old)")],
    new: Annotated[Path, typer.Argument(help="现在的工作簿、汇总表或文件夹 (new)")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="对比结果写入的文件 (workbook to write)")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 (overwrite)")] = False,
    as_json: JsonOption = False,
) -> None:
    """对比两次报送、两个年度或两张汇总表：增减的项目、改动的单元格 (what changed)."""
    from xladdin import comparing
    from xladdin.console import comparisons, terminal
    from xladdin.console.ending import end

    count = sum(len(comparing.files_to_compare(path)) for path in (old, new))
    with terminal.reading_progress(count, is_quiet=as_json) as on_read:
        compared = comparing.compare_paths(old, new, on_read)
    if output is not None:
        comparing.write_comparison(compared, output, may_replace=force)
    show = partial(comparisons.print_comparison, output=output)
    end(compared, show, as_json=as_json)


@app.command(name="import")
def import_document(
    document: Annotated[
        Path, typer.Argument(help="公开文本：.docx、.pdf、.xlsx 或 .txt (published document)")
    ],
    folder: Annotated[
        Path, typer.Option("-o", "--output", help="存放工作簿的文件夹 (folder for the workbooks)")
    ],
    year: Annotated[
        int | None,
        typer.Option(
            help="作为这一年度的初稿：改年度，清空须重新确定的内容 (start for a new year)",
            min=BUDGET_YEARS[0],
            max=BUDGET_YEARS[-1],
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 (overwrite)")] = False,
    as_json: JsonOption = False,
) -> None:
    """导入公开文本：还原为各单位的工作簿和部门整体目标 (import a published document).

    每段文字填入了哪个栏目、哪些没有填入，都写在文件夹中的 导入报告.csv；没有一段会被丢掉。
    """
    from xladdin import importing
    from xladdin.console import imports
    from xladdin.console.ending import end

    with imports.import_progress(is_quiet=as_json) as on_progress:
        report = importing.import_document(
            document, folder, year, may_replace=force, on_progress=on_progress
        )
    end(report, imports.print_import, as_json=as_json)


app.add_typer(settings_app, name="settings")
app.add_typer(addin_app, name="addin")
app.command(name="doctor")(doctor_command)
app.command(name="send")(send_command)
app.command(name="status")(status_command)
app.command(name="return")(return_command)


def main() -> None:
    """Run the command line; errors for people end in one sentence and an exit status."""
    try:
        app()
    except XladdinError as error:
        sys.stderr.write(f"错误：{error}\n")
        sys.exit(error.exit_status)
