"""What the tests fill workbooks with: the published sample, and forms with everything wrong."""

from decimal import Decimal
from pathlib import Path

import xladdin.sample
from xladdin.domain.content import (
    Amount,
    DepartmentContent,
    DepartmentIdentity,
    IndicatorContent,
    ProjectContent,
    UnitContent,
)
from xladdin.domain.project import PlanMonth
from xladdin.domain.taxonomy import Taxonomy
from xladdin.form.interchange import load_department, load_projects

SAMPLE = Path(xladdin.sample.__file__).parent
CODE = "13030624P00585110564P"
NOBODY = DepartmentIdentity("", "", 0)


def sample_department() -> DepartmentContent:
    return load_department(SAMPLE / "department.json")


def sample_units() -> dict[str, UnitContent]:
    department = sample_department().department
    return {
        code: UnitContent(department, code, name, projects=tuple(projects))
        for (code, name), projects in load_projects(SAMPLE / "projects.json").items()
    }


def plan(*shares: str | None) -> dict[PlanMonth, Amount]:
    """Shares such as "0.25"; a text that is no number stays one."""
    return dict(zip(PlanMonth, map(amount, shares), strict=True))


def row(
    level1: str = "产出指标",
    level2: str = "数量指标",
    level3: str = "接通村数",
    description: str = "接通的村数",
    target_value: str = "374个",
    basis: str = "工作计划",
) -> IndicatorContent:
    return IndicatorContent(level1, level2, level3, description, target_value, basis)


GOOD_ROWS = (row(), row("效益指标", "社会效益指标", "办事便利程度", "", "好", "问卷调查"))


def project(
    *,
    code: str = CODE,
    name: str = "政务外网费用",
    budget: str | None = "13.48",
    fiscal: str | None = "13.48",
    other: str | None = None,
    fund_use: str = "用于政务外网费用",
    shares: tuple[str | None, ...] = (None, None, "1", None),
    goals: tuple[str, ...] = ("1.保障业务办理",),
    indicators: tuple[IndicatorContent, ...] = GOOD_ROWS,
) -> ProjectContent:
    return ProjectContent(
        code=code,
        name=name,
        budget=amount(budget),
        fiscal=amount(fiscal),
        other=amount(other),
        fund_use=fund_use,
        plan=plan(*shares),
        goals=goals,
        indicators=indicators,
    )


def amount(text: str | None) -> Amount:
    """A number where the text is one: "2000万" stays a text."""
    return Decimal(text) if text and text.replace(".", "", 1).isdigit() else text


TROUBLED_PROJECTS = (
    project(),
    ProjectContent(),
    project(code=CODE[:-1], name="", budget="2000万", shares=("25%", None, None, "1")),
    project(code="", fiscal="约5", shares=("0.5", "0.25", None, "1"), fund_use="  "),
    project(budget="10.5", fiscal="10", other="0.4", shares=("0.25", None, "0.75", "1")),
    project(budget="10", fiscal="10.123456", shares=("0.25", "0.5", "0.75", "0.9")),
    project(budget="0.3", fiscal="0.1", other="0.2", shares=(None, "0.125", "1", None)),
    project(budget="5", other="无", shares=("0", None, "1", "1"), goals=()),
    project(budget="5", fiscal=None, shares=(None, "1.2", None, None), indicators=(row(),)),
    project(
        indicators=(row("满意度指标", "服务对象满意度指标"),), shares=("0.3333", None, None, None)
    ),
    project(
        indicators=(
            *GOOD_ROWS,
            row(level1=""),
            row(level2=""),
            row(level3=""),
            row(description=""),
            row(target_value="", basis=""),
            row("", "", "", "只有描述", "", ""),
            IndicatorContent(),
            row("产出", "数 量"),
            row("产出指标", "社会效益指标"),
            row("投入指标", "数量指标"),
            row("成本指标", "经济成本指标"),
        )
    ),
)


def troubled_unit(taxonomy: Taxonomy = Taxonomy.Y2015) -> UnitContent:
    department = DepartmentIdentity("316", "行政审批局", 2024, "二上")
    return UnitContent(department, "316009", "直属中心", taxonomy, TROUBLED_PROJECTS)
