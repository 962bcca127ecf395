"""Rule on the department's spending plan as a whole."""

from decimal import Decimal

from xladdin.domain.department import Department
from xladdin.domain.finding import Severity
from xladdin.domain.money import exact_text, format_amount
from xladdin.domain.project import PlanMonth
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import budget_of, total
from xladdin.rules.registry import Problem, Problems, department_rule
from xladdin.rules.thresholds import Thresholds

_HUNDRED = Decimal(100)


@department_rule("D09", Severity.INFO, "累计进度预警")
def plan_on_schedule(department: Department, context: Context) -> Problems:
    """全部门各月底的累计支出计划，占预算合计的比例不低于规定的进度。

    四川规定 4、6、8、10 月的支出进度分别达到 25%、40%、60%、80%。表上有 3、6、10、12 月底四栏：
    6 月底按 40%、10 月底按 80%，3 月底和 12 月底默认不比较；各地的进度要求在参数里改。

    来源：川财绩〔2025〕10号
    """
    projects = [project for sent in department.used for project in sent.projects]
    budget = total(map(budget_of, projects))
    if not budget:
        return
    said: list[str] = []
    for month, least in _least_shares(context.settings.thresholds).items():
        planned = sum((project.plan_amounts[month] for project in projects), Decimal(0))
        if planned * _HUNDRED < least * budget:
            percent = format_amount(planned * _HUNDRED / budget, 1)
            said.append(
                f"{layout.SPENDING_PLAN[month].label} {exact_text(planned)} ÷ "
                f"{exact_text(budget)} = {percent}%，低于 {least.normalize():f}%"
            )
    if said:
        yield Problem(
            department.origin,
            f"全部门 {len(projects)} 个项目的累计支出计划（万元）进度偏慢：{'；'.join(said)}",
            "与支出计划靠后的单位核对，能提前的提前安排",
        )


def _least_shares(thresholds: Thresholds) -> dict[PlanMonth, Decimal]:
    """Per cent of the budget that the plan reaches at least by each month's end."""
    return {
        PlanMonth.MAR: thresholds.least_spent_by_mar,
        PlanMonth.JUN: thresholds.least_spent_by_jun,
        PlanMonth.OCT: thresholds.least_spent_by_oct,
        PlanMonth.DEC: thresholds.least_spent_by_dec,
    }
