"""计量单位 of target values: the words, and how they join (元/年/村, 元/人·月, 万人次).

The vocabulary lists what targets are counted in. It is a help, not a gate: an unlisted measure
word is recognised by its place, see ``target_value``.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache

from xladdin.domain.money import WAN_EXPONENTS
from xladdin.domain.text import BLANKS, longest_prefix, squeeze

MONEY_UNITS = frozenset(unit for unit in WAN_EXPONENTS if unit.endswith("元"))
"""Units of a total in Chinese money; a bare 万 or 亿 may count anything."""

_PEOPLE = "人 人员 人次 名 位 员 口 代 团 队 组 班 班组 学生 教师 职工 专家 家 户 农户 用户 家庭"
_PLACES = (
    "处 座 所 间 栋 幢 层 室 厅 院 区 县 市 省 乡 镇 乡镇 街道 社区 村 行政村 线 路 街 道 段 标段 "
    "站 站点 点 点位 网点 口井 眼 井 路口 断面 流域 地块 宗地 孔 洞 岗 岗位 床 床位 席 席位 座位 "
    "车位 泊位 学位 工位 展位 摊位 学校 企业 单位 机构"
)
_THINGS = (
    "个 件 套 台 台套 辆 架 艘 只 头 匹 羽 尾 株 棵 盆 支 枝 根 条 把 双 对 副 块 面 片 扇 樘 盏 "
    "杆 枚 颗 粒 滴 卷 版 箱 盒 包 袋 瓶 桶 罐 桌 车 列 节 款 种 类 样 品种 剂 针 剂次 单 票 笔 卡 "
    "证 样本 样品 模块 系统 平台 端口 账号 许可 授权 节点 终端 并发 线程 核 帧 像素"
)
_WORK = (
    "项 项目 次 回 遍 轮 趟 批 期 届 场 起 宗 例 案 案例 单元 门 堂 课 讲 集 幕 曲 首 则 通 班次 "
    "频次 份 张 本 册 部 篇 幅 页 字 万字 行 章 期刊 级 星 星级 级别 名次 等 档 倍 成 折 番 "
    "台班 台时 机时 工日 人天 人日 人月 人年 车公里 人公里 吨公里"
)
_TIMES = (
    "年 年度 月 季 季度 周 星期 旬 日 天 时 小时 分 分钟 秒 秒钟 毫秒 工作日 自然日 日历日 "
    "自然天 工作天 日历天 交易日 学年 学期 学时 课时 工时 h min s ms d"
)
_LENGTHS = "米 千米 公里 里 分米 厘米 毫米 微米 丈 尺 寸 海里 延米 延长米 m km dm cm mm μm nm"
_AREAS = (
    "平方米 平米 平方 平方公里 平方千米 平方厘米 亩 亩次 公亩 公顷 顷 m2 km2 cm2 hm2 ha "
    "立方米 立方 立方厘米 方 升 公升 毫升 m3 cm3 L l mL ml"
)
_WEIGHTS = "吨 千克 公斤 斤 两 克 毫克 微克 担 吨标准煤 吨标煤 t kg g mg μg"
_ENERGY = (
    "度 千瓦时 兆瓦时 瓦 千瓦 兆瓦 伏 千伏 千伏安 安 马力 kWh kW·h MWh kW MW GW W V kV kVA A Wh "
    "帕 千帕 兆帕 Pa kPa MPa 焦耳 千焦 大卡 J kJ 摄氏度 °C 分贝 dB dB(A) 流明 勒克斯 lm lx"
)
_DATA = (
    "比特 字节 兆 兆字节 B KB MB GB TB PB K M G T bps Kbps Mbps Gbps Tbps Kb Mb Gb 赫兹 兆赫 "
    "Hz kHz MHz GHz dpi fps"
)
_RATIOS = "% ‰ 百分比 百分点 个百分点 千分点 基点 BP 分 学分 积分 ppm ppb NTU pH 万 亿 千 百"
_MONEY = "元 角 美元 欧元 港元 港币 日元 英镑"

_WITH_TIMES = "人 户 家 件 台 车 辆 架 艘 场 项 项目 批 届 期 轮 课 篇 头 只 团 卷 村 点 站"
_PAIRS = (
    "台套 套台 台件 件套 套件 辆台 场次 次场 人次 人户 户人 户次 个次 项次 次项 家次 家户 批次 "
    "期次 座处 处座 处个 个处 条段 篇条 条篇 名人 人名 次人 个项 项个 个家 份册 册份"
)
_COUNTED = {
    "个": (
        "村 行政村 自然村 村居 村组 社区 小区 乡 镇 乡镇 镇街 街道 县 区 县区 区县 市 省 省份 园区 "
        "基地 项目 子项目 专项 子项 单位 部门 企业 机构 学校 班 班级 中心 平台 系统 子系统 模块 "
        "数据库 点 点位 站 站点 网点 服务站 窗口 岗位 床位 车位 路口 流域 断面 标段 品种 种类 类别 "
        "品牌 指标 批次 场次 课题 案件 案例 样品 样本 家庭 组 小组 团队 团 人 终端 节点 端口 账号 "
        "用户 工作日 自然日 日历日 日历天 交易日 小时 月 季度 星期 年度 百分点"
    ),
    "名": "学生 学员 教师 职工 干部 党员 人员 工作人员 志愿者 专家 老人 儿童 保安 保洁 驾驶员",
    "位": "专家 老人 教师 代表 委员",
    "家": "企业 单位 机构 医院 学校 公司 合作社 门店 商户",
    "所": "学校 医院 幼儿园 小学 中学 卫生院",
    "座": "桥梁 水库 公厕 厕所 泵站",
    "户": "企业 家庭 农户 居民",
    "项": "工作 制度 标准 任务 活动 课题 成果 专利 工程 服务",
}
_MULTIPLIERS = frozenset(
    ["十", "百", "千", "万", "亿", "十万", "百万", "千万", "十亿", "百亿", "千亿", "万亿"]
)


def _vocabulary() -> frozenset[str]:
    words = [
        word
        for group in (_PEOPLE, _PLACES, _THINGS, _WORK, _TIMES, _LENGTHS, _AREAS, _WEIGHTS, _ENERGY)
        for word in group.split()
    ]
    words += [*_DATA.split(), *_RATIOS.split(), *_MONEY.split()]
    words += [f"{word}次" for word in _WITH_TIMES.split()]
    words += [f"{pair[0]}({pair[1]})" for pair in _PAIRS.split()]
    words += [f"{counter}{noun}" for counter, nouns in _COUNTED.items() for noun in nouns.split()]
    latin = [word for word in words if word.isascii() and len(word) > 1]
    words += [typed for word in latin for typed in (word.upper(), word.lower(), word.capitalize())]
    return frozenset(unicodedata.normalize("NFKC", word) for word in words)


UNIT_WORDS = _vocabulary()
"""Every simple unit, in NFKC; multipliers (万人次) and joints (元/人) come on top."""

LONGEST_UNIT_WORD = max(map(len, UNIT_WORDS))
"""Characters; longer words are no simple units."""
_PERCENT_WORDS = frozenset({"%", "百分比", "百分之", "百分"})
_JOINT = re.compile(rf"{BLANKS}(?:[/／∕]{BLANKS}每?|每|[·・•‧∙⋅･×*＊]){BLANKS}")
_SLASH = re.compile(r"[/∕]每?|每")
_DOT = re.compile(r"[・•‧∙⋅×*]")
_BRACKETS = re.compile(r"(?<=[/·])\(([^()]*)\)")
_LATIN_PAIR = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]{2}")


def match_unit(text: str, start: int = 0, words: Collection[str] = UNIT_WORDS) -> int:
    """Where the longest known unit that begins at ``start`` ends; ``start`` when none does.

    ``words`` are the simple units, in NFKC and none longer than ``LONGEST_UNIT_WORD``.
    """
    return _match_chain(text, start, words, _match_operand)


@lru_cache(maxsize=1024)
def normalize_unit(text: str) -> str:
    """One spelling of a unit as written: NFKC, no spaces, ``/`` and ``·`` as joints, ``%``.

    ``元 ／每人`` -> ``元/人``, ``元/（人·月）`` -> ``元/人·月``, ``百分比`` -> ``%``,
    ``㎡`` -> ``m2``.
    """
    plain = squeeze(text)
    if plain in _PERCENT_WORDS:
        return "%"
    if plain.isalpha() and "每" not in plain:
        return plain  # nothing but letters: there are no joints
    return _BRACKETS.sub(r"\1", _DOT.sub("·", _SLASH.sub("/", plain)))


def is_money_rate(unit: str) -> bool:
    """True for a normalised compound unit of money per something, such as ``元/人·月``."""
    first, _, rest = unit.partition("/")
    return first in MONEY_UNITS and rest != ""


_MatchOperand = Callable[[str, int, Collection[str]], int]


def _match_chain(
    text: str, start: int, words: Collection[str], match_operand: _MatchOperand
) -> int:
    end = _match_simple(text, start, words)
    while end > start and (joint := _JOINT.match(text, end)):
        further = match_operand(text, joint.end(), words)
        if further == joint.end():
            break
        end = further
    return end


def _match_operand(text: str, start: int, words: Collection[str]) -> int:
    """A simple unit, or several in brackets as in 元/（人·月）; brackets do not nest."""
    if text[start : start + 1] not in {"(", "（"}:
        return _match_simple(text, start, words)
    end = _match_chain(text, start + 1, words, _match_simple)
    is_closed = end > start + 1 and text[end : end + 1] in {")", "）"}
    return end + 1 if is_closed else start


def _match_simple(text: str, start: int, words: Collection[str]) -> int:
    after_multiplier = longest_prefix(text, start, _MULTIPLIERS, 2)
    is_multiplied = after_multiplier > start
    multiplied = _match_word(text, after_multiplier, words) if is_multiplied else start
    return max(multiplied, _match_word(text, start, words))


def _match_word(text: str, start: int, words: Collection[str]) -> int:
    end = longest_prefix(text, start, words, LONGEST_UNIT_WORD)
    cuts_latin_word = end > start and _LATIN_PAIR.match(text, end - 1)
    return start if cuts_latin_word else end
