"""Documents as a PDF's extracted text has them: random projects, laid out in many ways."""

import random
import re
from dataclasses import dataclass, field
from decimal import Decimal

from xladdin.domain.content import Amount, IndicatorContent, ProjectContent
from xladdin.domain.project import PlanMonth
from xladdin.domain.project_code import ALPHABET, check_character
from xladdin.domain.taxonomy import Taxonomy
from xladdin.form import layout


def _words(*texts: str) -> list[str]:
    return " ".join(texts).split()


SUBJECTS = _words(
    "农村公路养护 校园安防设备 疫苗接种 残疾人康复训练 图书采购 河道清淤 秸秆综合利用 路灯维修 "
    "职业技能培训 高标准农田建设 信息系统运维 公共厕所保洁 执法车辆 法律援助案件 企业技术改造 "
    "森林防火巡护 食品抽检 基层文化活动 老旧小区改造 防汛物资储备 学前教育资助 困难群众救助 "
    "动物疫病监测 大气污染防治 城市绿化管护 招商推介会 档案数字化 消防器材 人才引进 社区矫正"
)
MEASURES = {
    "数量指标": "数量 次数 人数 覆盖面积 场次 面积 完成数",
    "质量指标": "合格率 完成率 达标率 准确率 验收通过率 规范性",
    "时效指标": "及时率 完成时间 完成期限 及时性 按期完成率",
    "成本指标": "成本 费用 单位成本 支出标准 总费用",
}
EFFECTS = _words(
    "提升群众生活质量 保障工作正常运转 改善农村人居环境 带动就业 促进企业发展 减少环境污染 "
    "提高服务能力 增强防灾减灾能力 提高土地产出率 长效管理机制健全性 降低办事成本 节约能源"
)
SATISFIED = _words("群众 服务对象 受益企业 学生家长 参训人员 农户 办事人员 社区居民 患者 职工")
UNITS = {
    "数量指标": "个 次 人 场 套 公里 亩 台 件 平方米 人次 户",
    "时效指标": "个月 天 小时 年 个工作日",
    "成本指标": "万元 元 元/人 元/年/村 万元/公里 元/人·次",
}
WORDED = _words(
    "大幅提升 明显改善 有效保障 逐步提高 显著增强 持续推进 及时 符合要求 较上年提高 达标"
)
BASES = _words(
    "历史经验 工作计划 合同约定 三定方案 满意度调查 问卷调查 年度工作要点 财务数据 会议纪要 "
    "行业标准 "
    "政府采购合同 单位职责 上级文件 项目实施方案 市场询价 验收报告 统计台账"
)
LONG_BASES = (
    "《{region}{year}年{subject}实施方案》",
    "{short}【{year}】{number}号",
    "财预〔{year}〕{number}号",
    "《关于做好{year}年{subject}工作的通知》（{short}〔{year}〕{number}号）",
    "{year}年第{number}次党组会议纪要",
    "《{subject}经费管理办法》第{number}条",
    "{region}人民政府批复",
)
REGIONS = _words("海港区 临河县 青山市 白云区 安平县")
SHORTS = _words("财教 政办发 农发 交运 卫健函 发改")
GOALS = (
    "保障{subject}工作正常开展，提高资金使用效益。",
    "完成年度{subject}任务，确保各项工作有序推进",
    "进一步加强{subject}管理，完善制度，规范流程，切实提高服务水平和群众满意度。",
    "推动{subject}提质增效；",
)


def dice(seed: int) -> random.Random:
    """The same throws every time."""
    return random.Random(seed)  # noqa: S311 -- nothing is kept secret


def random_projects(
    rng: random.Random, count: int, taxonomy: Taxonomy = Taxonomy.Y2015
) -> list[ProjectContent]:
    return [_project(rng, taxonomy) for _ in range(count)]


def _project(rng: random.Random, taxonomy: Taxonomy) -> ProjectContent:
    subject = rng.choice(SUBJECTS)
    year = rng.choice(["", "2024年"])
    name = f"{year}{subject}{rng.choice(['经费', '项目', '专项资金', '补助资金', '费用'])}"
    budget = Decimal(rng.randrange(1, 90000)) / 100
    other = rng.choice([None, None, Decimal(rng.randrange(1, 500)) / 100])
    towns = rng.randint(2, 90)
    goals = rng.sample(GOALS, rng.randint(1, 3))
    return ProjectContent(
        code=_code(rng),
        name=name,
        budget=budget + (other or 0),
        fiscal=budget,
        other=other,
        fund_use=rng.choice(
            [
                f"用于{subject}相关支出",
                f"主要用于{subject}所需的设备购置、人员劳务、宣传培训以及日常管理等支出，共{towns}个乡镇。",
            ]
        ),
        plan=_plan(rng),
        goals=tuple(f"{n}.{goal.format(subject=subject)}" for n, goal in enumerate(goals, 1)),
        indicators=tuple(
            _indicator(rng, level1, level2, subject)
            for level1 in taxonomy.level1
            for level2 in taxonomy.level2(level1)
            for _ in range(rng.choice([0, 1, 1, 2, 3]) or level1 == "满意度指标")
        ),
    )


def _code(rng: random.Random) -> str:
    first = f"130306{24}P00{''.join(rng.choice(ALPHABET[:10]) for _ in range(9))}"
    return first + check_character(first)


def _plan(rng: random.Random) -> dict[PlanMonth, Amount]:
    full: list[Amount] = [Decimal(part) / 100 for part in (25, 50, 75, 100)]
    shares: list[Amount] = rng.choice(
        [
            full,
            full,
            [Decimal("0.5"), Decimal(1), None, None],
            [None, Decimal(1), None, None],
            [None, None, Decimal("0.6"), Decimal(1)],
            [None, None, None, Decimal(1)],
        ]
    )
    return dict(zip(PlanMonth, shares, strict=True))


def _indicator(rng: random.Random, level1: str, level2: str, subject: str) -> IndicatorContent:
    if level1 == "满意度指标":
        name = f"{rng.choice(SATISFIED)}满意度"
        description = rng.choice([name, f"{name}调查结果", f"接受调查的{name}"])
        basis = rng.choice(["满意度调查", "问卷调查", "调查问卷"])
        return IndicatorContent(
            level1, level2, name, description, rng.choice(["≥90%", "≥95%"]), basis
        )
    if level1 == "效益指标":
        name = rng.choice(EFFECTS)
        description = rng.choice([name, f"{subject}{name}", f"通过{subject}，{name}"])
        value = rng.choice([*WORDED, "≥10%"])
        return IndicatorContent(level1, level2, name, description, value, _basis(rng, subject))
    kind = level2 if level2 in MEASURES else "成本指标"
    measure = rng.choice(MEASURES[kind].split())
    short = rng.choice([subject, subject[:4], subject[-4:]])
    name = f"{short}{measure}"
    description = rng.choice(
        [
            name,
            f"{subject}{measure}",
            f"全年{subject}{measure}",
            f"实际{subject}占应{subject}比率",
            f"反映{subject}的{measure}情况",
            f"{rng.randint(2, 30)}个乡镇{subject}{measure}",
        ]
    )
    return IndicatorContent(
        level1, level2, name, description, _value(rng, kind), _basis(rng, subject)
    )


def _value(rng: random.Random, kind: str) -> str:
    if kind == "质量指标":
        return rng.choice(["100%", "≥95%", "≥98%", "优秀", "合格", *WORDED[:4]])
    sign = rng.choice(["", "≥", "≤", "="])
    if kind == "时效指标":
        return rng.choice(
            ["12月底前", "2024年12月底", "及时", f"≤{rng.randint(1, 60)}天", "100%", "1年"]
        )
    number = rng.choice([str(rng.randint(1, 3000)), f"{rng.randint(1, 900) / 10}"])
    return f"{sign}{number}{rng.choice(UNITS[kind].split())}"


def _basis(rng: random.Random, subject: str) -> str:
    if rng.random() < 0.7:
        return rng.choice(BASES)
    return rng.choice(LONG_BASES).format(
        region=rng.choice(REGIONS),
        year=rng.randint(2019, 2024),
        subject=subject,
        short=rng.choice(SHORTS),
        number=rng.randint(1, 200),
    )


@dataclass(frozen=True)
class Style:
    """How a program writes a page's text."""

    widths: tuple[int, ...] = (5, 5, 5, 12, 5, 7)  # 汉字 a line of each column
    text_width: int = 40
    own_lines: bool = False  # every cell its own group of lines, else cells share a line
    blank_lines: str = "geometry"  # or "none", "cells" (between cells), "all"
    trailing: bool = True  # a blank at the end of every paragraph
    between: int = 1  # blanks between two cells of a line
    spaced: bool = True  # a blank between 汉字 and digits
    merged: bool = True  # 一级指标 is printed once
    newline: str = "\n"
    page_lines: int = 0  # indicator rows a page, 0 for no page breaks
    page_number: str = "{}"
    repeat_heading: bool = False


@dataclass
class Layout:
    style: Style
    page: int = 1
    parts: list[str] = field(default_factory=list)

    def paragraph(self, text: str, width: int | None = None) -> None:
        lines = wrap(text, width or self.style.text_width, spaced=self.style.spaced)
        inner = "\n" if self.style.blank_lines in {"none", "cells"} else "\n\n"
        end = " " if self.style.trailing else ""
        self.parts.append(inner.join(lines) + end + self._between())

    def _between(self) -> str:
        return "\n" if self.style.blank_lines == "none" else "\n\n"

    def row(self, cells: list[str], widths: tuple[int, ...]) -> None:
        wrapped = [
            wrap(cell, width, spaced=self.style.spaced)
            for cell, width in zip(cells, widths, strict=True)
            if cell
        ]
        groups: list[list[str]] = []
        blank = " " * self.style.between
        shares = False
        for lines in wrapped:
            if len(lines) == 1 and shares and not self.style.own_lines:
                groups[-1][0] += blank + lines[0]
            else:
                groups.append(list(lines))
            shares = len(lines) == 1
        end = " " if self.style.trailing else ""
        inner = "\n" if self.style.blank_lines in {"none", "cells"} else "\n\n"
        text = ""
        for number, lines in enumerate(groups):
            if number:
                text += self._gap(len(groups[number - 1]), len(lines))
            text += inner.join(lines) + end
        self.parts.append(text + self._between())

    def _gap(self, above: int, below: int) -> str:
        match self.style.blank_lines:
            case "none":
                return "\n"
            case "geometry":
                distance = abs((above - 1) / 2 + (below - 1) / 2)
                return "\n\n" if distance >= 1 else "\n"
            case _:
                return "\n\n"

    def page_break(self) -> None:
        self.parts.append(self.style.page_number.format(self.page) + self._between())
        self.page += 1
        if self.style.repeat_heading:
            self.headings()

    def headings(self) -> None:
        self.row([column.label for column in layout.INDICATOR_COLUMNS], (20,) * 6)

    def text(self) -> str:
        return "".join(self.parts).replace("\n", self.style.newline)


def render(
    units: list[tuple[str, str, list[ProjectContent]]], style: Style, title: str = ""
) -> str:
    page = Layout(style)
    if title:
        page.paragraph(title)
    number = 0
    for code, name, projects in units:
        for project in projects:
            number += 1
            _render_project(page, number, code, name, project)
    return page.text()


def _render_project(
    page: Layout, number: int, unit_code: str, unit_name: str, project: ProjectContent
) -> None:
    style = page.style
    page.paragraph(f"{number}.{project.name}绩效目标表")
    blank = " " * style.between
    page.parts.append(f"{unit_code}{blank}{unit_name}{blank}单位：万元\n\n")
    page.row(["项目编码", project.code, "项目名称", project.name], (20, 20, 20, 60))
    page.row(["预算规模及资金用途"], (5,))
    page.row(["预算数", f"{project.budget:.2f}"], (20, 20))
    page.row(["其中：财政资金"], (5,))
    other = f"{project.other:.2f}" if project.other is not None else ""
    page.row([f"{project.fiscal:.2f}", "其他资金", other], (20, 20, 20))
    page.paragraph(project.fund_use)
    page.row(["资金支出计划（%）"], (5,))
    page.row([item.label for item in layout.SPENDING_PLAN.values()], (20,) * 4)
    page.parts.append(_plan_line(project, style) + "\n\n")
    page.paragraph("绩效目标")
    for goal in project.goals:
        page.paragraph(goal)
    page.headings()
    above = ""
    for place, row in enumerate(project.indicators, 1):
        is_new = not style.merged or row.level1 != above
        above = row.level1
        page.row(
            [
                row.level1 if is_new else "",
                row.level2,
                row.level3,
                row.description,
                row.target_value,
                row.basis,
            ],
            style.widths,
        )
        if style.page_lines and place % style.page_lines == 0:
            page.page_break()


def _plan_line(project: ProjectContent, style: Style) -> str:
    """As the sample has it with one blank between cells: an empty cell is two blanks."""
    between = " " * style.between
    cells = [
        between if share is None else f"{Decimal(share) * 100:.0f}%"
        for share in project.plan.values()
    ]
    return between.join(cells) + (" " if style.trailing else "")


_WORD = re.compile(r"[(（《〔【“\[]*(?:[A-Za-z0-9.,%≥≤=/]+|.)[)）》〕】”\]。，、；：]*")


def wrap(text: str, width: int, *, spaced: bool) -> list[str]:
    """Lines of a cell ``width`` 汉字 wide, words and brackets kept together."""
    lines, used = [""], 0.0
    for word in _WORD.findall(text):
        size = sum(0.5 if sign.isascii() or sign in "≥≤" else 1 for sign in word)
        if lines[-1] and used + size > width:
            lines.append("")
            used = 0.0
        lines[-1] += word
        used += size
    return [_spaced(line) for line in lines] if spaced else lines


def _spaced(line: str) -> str:
    line = re.sub(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])", " ", line)
    return re.sub(r"(?<=[0-9])(?=[\u4e00-\u9fff])", " ", line)
