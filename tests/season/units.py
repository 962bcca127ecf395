"""The units of the season and what they ask for: amounts that a person can add up."""

from dataclasses import dataclass, replace

from tests.workbook.contents import project, row
from xladdin.domain.content import (
    DepartmentContent,
    DepartmentIdentity,
    IndicatorContent,
    MeasureContent,
    ProjectContent,
    SubGoalContent,
    UnitContent,
)

DEPARTMENT = DepartmentIdentity("318", "滨河区文化和旅游局", 2025)
FIRST, SECOND = "一上", "二上"

NAMES = {
    "318001": "局机关",
    "318002": "群众艺术馆",
    "318003": "图书馆",
    "318004": "博物馆",
    "318005": "美术馆",
    "318006": "文物保护所",
    "318007": "旅游服务中心",
    "318008": "文化市场执法队",
    "318009": "非遗保护中心",
    "318010": "电影放映队",
    "318011": "体育中心",
    "318012": "旅游协会",
}
CEILINGS = {
    "318001": "12",
    "318002": "20",
    "318003": "15.5",
    "318004": "26",
    "318005": "6",
    "318006": "9.6",
    "318007": "4.2",
    "318008": "5",
    "318009": "7.3",
    "318010": "14",
    "318011": "16",
    "318012": "3",
}


def address(code: str) -> str:
    return f"{code}@wl.example.cn"


def roster(ceilings: dict[str, str] | None = None) -> str:
    """The list of units as the finance office keeps it; ceilings are known from 二上 on."""
    lines = ["单位编码,单位名称,控制数,邮箱"]
    for code, name in NAMES.items():
        lines.append(f"{code},{name},{(ceilings or {}).get(code, '')},{address(code)}")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Ask:
    """A project: its code, what it is for, and 万元."""

    code: str
    what: str
    budget: str
    fiscal: str = ""
    other: str = "0"
    name: str = ""
    has_satisfaction: bool = True

    @property
    def content(self) -> ProjectContent:
        """A project sheet that no rule finds anything in, but for what is asked wrongly."""
        return project(
            code=self.code,
            name=self.name or f"{self.what}经费",
            budget=self.budget,
            fiscal=self.fiscal or self.budget,
            other=self.other,
            fund_use=f"用于{self.what}的场地租赁、材料印制和专家劳务",
            shares=("0.25", "0.5", "0.8", "1"),
            goals=(f"1.全年完成{self.what}12场次", f"2.参加{self.what}的群众满意"),
            indicators=self._indicators,
        )

    @property
    def _indicators(self) -> tuple[IndicatorContent, ...]:
        what, plan = self.what, "2025年工作计划"
        rows = (
            row("产出指标", "数量指标", f"{what}场次", f"全年举办{what}的场次", "≥12场次", plan),
            row("产出指标", "质量指标", f"{what}合格率", "合格场次占全部的比率", "100%", "标准"),
            row("产出指标", "时效指标", f"{what}完成时间", "全部完成的时间", "12月底前", plan),
            row(
                *("产出指标", "成本指标", f"{what}总成本", f"{what}的场地、材料和劳务支出总额"),
                *(f"≤{self.budget}万元", "2025年预算"),
            ),
            row(
                *("效益指标", "社会效益指标", f"{what}受益人次", f"全年参加{what}的群众人次"),
                *("≥5000人次", "历史数据"),
            ),
            row(
                *("满意度指标", "服务对象满意度指标", "群众满意度", "满意群众占受访群众的比率"),
                *("≥95%", "问卷调查"),
            ),
        )
        return rows if self.has_satisfaction else rows[:-1]


SHOWS = Ask("13030625P000000000010", "公益演出", "12.00")
SCENERY = Ask("13030625P00000000012F", "景区宣传", "8.00")
FOLK = Ask("13030625P00000000004T", "民俗展览", "20.00", "18.00", "2.00")
READING = Ask("13030625P000000000037", "阅读推广", "15.50")
REPAIR = Ask("13030625P00000000002K", "馆藏修复", "30.00")
LECTURES = Ask("13030625P00000000005E", "美术讲座", "6.40")
RELICS = Ask("13030625P000000000062", "文物普查", "9.60")
GUIDES = Ask("13030625P00000000007M", "导游培训", "4.20")
INSPECTION = Ask("13030625P000000000089", "市场检查", "5.00", has_satisfaction=False)
HERITAGE = Ask("13030625P00000000009W", "非遗传习", "7.30")
FILMS = Ask("13030625P000000000108", "公益放映", "11.00")
TOUR = Ask("13030625P000000000133", "乡村巡演", "3.00")
FITNESS = Ask("13030625P00000000011U", "全民健身", "16.00", "12.00", "4.00")

WRONG_FOLK = replace(FOLK, other="0")
"""18 + 0 is not 20."""

IN_FIRST_ROUND = {
    "318001": (SHOWS, SCENERY),
    "318002": (WRONG_FOLK,),
    "318003": (READING,),
    "318004": (REPAIR,),
    "318005": (LECTURES,),
    "318006": (RELICS,),
    "318007": (GUIDES,),
    "318008": (INSPECTION,),
    "318009": (HERITAGE,),
    "318010": (FILMS,),
    "318011": (FITNESS,),
}
IN_SECOND_ROUND = {
    **IN_FIRST_ROUND,
    "318001": (SHOWS,),
    "318002": (FOLK,),
    "318004": (replace(REPAIR, budget="28.00"),),
    "318005": (replace(LECTURES, budget="6.00"),),
    "318010": (FILMS, TOUR),
    "318011": (replace(FITNESS, name="全民健身活动费"),),
}


def unit(code: str, which_round: str, *, claims_to_be: str = "") -> UnitContent:
    """What a unit fills in; a clerk may have written another unit's code on the cover."""
    asked = IN_FIRST_ROUND if which_round == FIRST else IN_SECOND_ROUND
    return UnitContent(
        replace(DEPARTMENT, round=which_round),
        claims_to_be or code,
        NAMES.get(claims_to_be or code, NAMES[code]),
        projects=tuple(ask.content for ask in asked[code]),
    )


def own_targets() -> DepartmentContent:
    """The department's own workbook, which the finance office fills in itself."""
    goals = (
        SubGoalContent(
            "办好公益演出、公益放映、乡村巡演、景区宣传、全民健身和民俗展览", "全年不少于72场次"
        ),
        SubGoalContent("做好文物普查、馆藏修复、非遗传习、阅读推广和美术讲座", "全年不少于60场次"),
        SubGoalContent("抓好导游培训和市场检查", "全年不少于24场次"),
    )
    measures = (MeasureContent("完善制度", "按月通报支出进度，按季检查绩效目标完成情况"),)
    goal = "繁荣群众文化，保护文物和非遗，规范旅游市场"
    return DepartmentContent(replace(DEPARTMENT, round=SECOND), goal, goals, measures)
