"""Rules on the order of a workbook's sheets and of its projects' codes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.project import BudgetProject
from xladdin.domain.project_code import CODE_PATTERN, normalize_code
from xladdin.domain.submission import Submission, split_unit_line
from xladdin.domain.text import squeeze
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import is_judged, sheet_of
from xladdin.rules.registry import Problem, Problems, workbook_rule
from xladdin.rules.wording import listed

_SHOWN_SHEETS = 5
_SERIAL = slice(9, 20)  # characters of a project code
_SERIES = slice(0, 9)  # division, year and kind: what numbers are given within
_SERIAL_LENGTH = 11


@workbook_rule("W04", Severity.INFO, "序号连续")
def sheets_in_order(submission: Submission, _context: Context) -> Problems:
    """项目表按“项目1、项目2……”排列，不跳号；同一单位的项目表排在一起。

    跳号时看不出是漏了一张表，还是本来就没有。工作表另起名称的不查序号；标题中的序号由 S19 核对。

    来源：公开样例
    """
    projects = submission.projects
    numbers = [number for p in projects if (number := _number_of(p)) is not None]
    if projects and len(numbers) == len(projects) and numbers != [*range(1, len(numbers) + 1)]:
        yield _not_consecutive(projects, numbers)
    yield from _not_grouped(project.unit_line for project in projects)


def _number_of(project: BudgetProject) -> int | None:
    """3 for the sheet 项目3; None for one with a name of its own."""
    digits = project.sheet.removeprefix(layout.PROJECT_SHEET_PREFIX)
    is_numbered = digits != project.sheet and digits.isascii() and digits.isdecimal()
    return int(digits) if is_numbered else None


def _not_consecutive(projects: Sequence[BudgetProject], numbers: list[int]) -> Problem:
    """The first sheet that isn't where its number says."""
    first = next(i for i, number in enumerate(numbers) if number != i + 1)
    prefix = layout.PROJECT_SHEET_PREFIX
    if sorted(numbers) != numbers:
        shown = listed(project.sheet for project in projects[: _SHOWN_SHEETS + first])
        more = "……" if len(projects) > _SHOWN_SHEETS + first else ""
        return Problem(
            sheet_of(projects[first]),
            f"项目表没有按序号排列，现在的顺序是 {shown}{more}",
            "拖动工作表标签，按序号排列",
        )
    present = set(numbers)
    missing = [f"{prefix}{n}" for n in range(1, numbers[-1]) if n not in present]
    count = f"等 {len(missing)} 张" if len(missing) > _SHOWN_SHEETS else ""
    return Problem(
        sheet_of(projects[first]),
        f"项目表的序号不连续，缺 {listed(missing[:_SHOWN_SHEETS])}{count}",
        "核对是否漏了项目表；没有漏的，按顺序重新命名工作表（封面目录里的名称一并改）",
    )


def _not_grouped(unit_lines: Iterable[Entry]) -> Iterator[Problem]:
    """Each unit line whose unit stood further up, with another unit's sheets in between."""
    last_of: dict[str, Entry] = {}
    previous: Entry | None = None
    for line in unit_lines:
        is_next_of_unit = previous is not None and line.text == previous.text
        if is_next_of_unit or line.is_blank or not is_judged(line):
            continue
        unit = split_unit_line(line.text)[0] or squeeze(line.text)
        own = last_of.get(unit)
        if own is not None and previous is not None and own is not previous:
            yield Problem(
                line,
                f"{unit} 的项目表没有排在一起：前面有工作表“{own.origin.sheet}”，"
                f"中间隔着 {previous.text.strip()} 的“{previous.origin.sheet}”",
                "把同一单位的项目表排在一起",
                evidence=(own, previous),
            )
        last_of[unit] = previous = line


@workbook_rule("W10", Severity.INFO, "流水号断号")
def serials_consecutive(submission: Submission, context: Context) -> Problems:
    """同一区划、年份和类型的项目编码，流水号中间有没有缺号。

    编码大多连续编出，中间缺一两个，可能是漏报了项目。缺得多说明编码是和别的单位穿插编出的，不提示。

    来源：公开样例（缺流水号末三位为 566 的项目）
    """
    series: dict[str, list[tuple[int, Entry]]] = {}
    for project in submission.projects:
        code = normalize_code(project.project_code.text)
        serial = code[_SERIAL]
        if serial.isdecimal() and CODE_PATTERN.fullmatch(code) and is_judged(project.project_code):
            series.setdefault(code[_SERIES], []).append((int(serial), project.project_code))
    most = context.settings.thresholds.most_missing_serials
    for prefix, numbered in series.items():
        for run in _runs(sorted(numbered, key=lambda pair: pair[0]), most):
            yield from _gaps(prefix, run, most)


def _runs(numbered: list[tuple[int, Entry]], widest: int) -> Iterator[list[tuple[int, Entry]]]:
    """The ascending serials, parted where more numbers are missing than can be meant."""
    run: list[tuple[int, Entry]] = []
    for serial, code in numbered:
        if run and serial - run[-1][0] > widest + 1:
            yield run
            run = []
        run.append((serial, code))
    if run:
        yield run


def _gaps(prefix: str, run: list[tuple[int, Entry]], most: int) -> Iterator[Problem]:
    """One line for a run with few numbers missing, which are less than half of those present."""
    present = {serial for serial, _ in run}
    missing = [n for n in range(run[0][0], run[-1][0]) if n not in present]
    if not missing or len(missing) > most or 2 * len(missing) >= len(present):
        return
    before, after = next((one, other) for one, other in pairwise(run) if other[0] > missing[0])
    shown = listed(f"{prefix}{number:0{_SERIAL_LENGTH}d}" for number in missing)
    yield Problem(
        after[1],
        f"{len(present)} 个项目编码的流水号不连续，{before[1].text.strip()} 之后缺 {shown}"
        "（不含校验码）",
        "核对是否漏报项目；项目已撤销、或属于其他单位的，不需处理",
        evidence=(before[1],),
    )
