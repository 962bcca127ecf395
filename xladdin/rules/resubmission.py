"""Rule on what a unit changed when it sent its workbook again."""

from collections.abc import Iterator, Sequence

from xladdin.domain.department import Department
from xladdin.domain.finding import Severity
from xladdin.domain.origin import Origin
from xladdin.domain.submission import Submission
from xladdin.form import layout
from xladdin.rules.comparing.comparison import compare_statements
from xladdin.rules.comparing.editions import statement_of
from xladdin.rules.comparing.results import ComparedStatement
from xladdin.rules.comparing.wording import order_remarks, told
from xladdin.rules.context import Context
from xladdin.rules.registry import Problem, Problems, department_rule
from xladdin.rules.wording import file_name, listed

_WHO_AND_WHEN = {layout.PREPARER.label, layout.TELEPHONE.label, layout.PREPARED_ON.label}


@department_rule("D06", Severity.INFO, "重报差异")
def changes_of_resubmission(department: Department, context: Context) -> Problems:
    """单位重新报送的，列出与上一次相比改了哪些单元格；内容一处没改的是警告。

    退回后重报，只需审核改动的地方；一处没改，多半是发错了文件，或者没有处理退回的问题。
    填报人、电话和日期，空格、换行和全半角的差别不算改动；同一个文件的副本不算重报。
    项目按编码、名称对应，指标按类别、名称对应，插入、删除、调整顺序不影响对应。

    来源：工作流程
    """
    for older_file, newer_file in department.resubmitted:
        older, newer = older_file.submission, newer_file.submission
        if older is None or newer is None:
            continue
        compared = compare_statements(statement_of(older), statement_of(newer))
        changes = list(_changes(compared))
        who = f"单位 {newer.unit_code} " if newer.unit_code else "部门整体绩效目标"
        what = f"{who}重报的内容与上一次的{file_name(older.file)}"
        if changes:
            yield _listed(newer, what, changes, context.settings.thresholds.most_changes_listed)
        elif order := order_remarks(compared):
            yield Problem(
                Origin(newer.file), f"{what}相同，只调整了顺序：{listed(order)}", "按新的顺序审核"
            )
        elif older.explanations == newer.explanations:
            yield Problem(
                Origin(newer.file),
                f"{who}两次报送的{file_name(older.file)}和{file_name(newer.file)}"
                "内容相同，一处没有改动",
                "与单位核对：是否发错了文件，退回的问题是否已经处理",
                Severity.WARNING,
            )
        else:
            yield Problem(Origin(newer.file), f"{what}相同，只改动了审核说明", "审核新写的审核说明")


def _listed(newer: Submission, what: str, changes: Sequence[str], most: int) -> Problem:
    rest = f"；……等共 {len(changes)} 处" if len(changes) > most else ""
    return Problem(
        Origin(newer.file),
        f"{what}相比，改动 {len(changes)} 处：{'；'.join(changes[:most])}{rest}",
        "只需审核改动的地方",
    )


def _changes(compared: ComparedStatement) -> Iterator[str]:
    yield from (told(c) for c in compared.changes if c.label not in _WHO_AND_WHEN)
    for project in compared.projects:
        yield from map(told, project.changes)
