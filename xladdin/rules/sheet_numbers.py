"""S17: a number in the name, the use of funds or the goals against the indicator of that thing."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.project import BudgetProject
from xladdin.domain.text import quoted, squeeze
from xladdin.domain.units import match_unit, normalize_unit
from xladdin.form import layout
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.counting import counter_and_noun, may_count_the_same, scale_and_unit
from xladdin.rules.judging import LabelledEntry, head_texts, is_judged
from xladdin.rules.registry import Certainty, Problem, Problems, project_rule
from xladdin.rules.words import WordList

_QUANTITY = "数量指标"
_PERCENT = "%"
_MAY_STATE = re.compile(r"\d[^\d.．、年,，]")  # no numbering and no year: a number of something
_NUMBER = re.compile(
    r"(?<![\d.,A-Za-z第\-])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:[-~至到](?P<upper>\d+))?"
    r"(?P<scale>万?)(?=[\u4e00-\u9fffA-Za-z%])(?![年月日号元余多几])"
)
_CLAUSE_END = re.compile(r"[^\w%()“”]")
_ABOUT_BEFORE = re.compile("(?:近|约|逾|大致)(?:为)?$")
_AT_LEAST = "不低于|不少于|不小于|高于|大于|超过|至少|≥|>="
_AT_MOST = "不超过|不高于|不大于|不多于|低于|小于|控制在|至多|≤|<="
_FILLER = re.compile(
    "(?P<filler>(?:应|要|均|都|为|在|保持|达到?|(?:提升|提高|增长|上升|降低|下降)?[到至]"
    f"|(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|=)*)$"
)
_CHANGE = re.compile("提升|提高|增长|增加|上升|降低|减少|下降|压缩")
_LEVEL_REACHED = re.compile("[到至达在为]")
_AFTER = re.compile("左右|上下|(?P<least>及?以上)|(?P<most>及?以[下内])")
_COUNT_WORD = re.compile("的?(?:总?数量|总?个数|总数|人数|人次|次数|户数|面积|长度|里程|规模|数)$")
_ONE_CHARACTER_NOUNS = frozenset("村乡镇县校")
_NOUN_ENDS = re.compile(
    "$|[^\u4e00-\u9fff]|的|等|及|和|与|进行|开展|培训|改造|建设|维修|维护|运转|运行|运维|管护|费|经费|资金|工资"
)
_NOUN_BEGINS = re.compile(
    "(?:^|[^\u4e00-\u9fff]|的|使|将|确保|保证|保持|实现|用于|新建|改造|维修|培训)$"
)
_SHORTEST_NOUN, _SHORTEST_SHARE, _LONGEST_VAGUE = 2, 3, 4
_REACH = 24  # characters before a number in which its noun stands
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class _Stated:
    """A number with its unit in a running text, and the words beside it."""

    entry: Entry
    label: str
    shown: str
    number: Decimal
    upper: Decimal | None
    unit: str
    before: str
    after: str
    bound: int  # 1 at least that many, -1 at most, 0 exactly
    is_change: bool  # 提升满意度5% tells no level

    def agrees(self, row: JudgedRow) -> bool:
        """True where the row's target is no contradiction."""
        number, highest = row.target.number, row.target.upper_number
        if number is None:
            return True
        number *= scale_and_unit(row.target.unit)[0]
        if self.upper is not None:  # 1-3层 are three, and the third is one of them
            return self.number <= number <= self.upper or number == self.upper - self.number + 1
        is_in_range = highest is not None and number <= self.number <= highest
        return is_in_range or number == self.number or (number - self.number) * self.bound > 0


@project_rule("S17", Severity.WARNING, "同数一致", certainty=Certainty.HEURISTIC)
def numbers_agree(project: BudgetProject, context: Context) -> Problems:
    """项目名称、资金用途、绩效目标中写的数，应与衡量同一事物的指标值相同。

    资金用途写 374个村，数量指标写 347个，必有一处写错。只在事物名称和计量单位都对得上、且只有一条
    指标衡量它时才比较；约数（约、余、左右）和在“不少于”等范围之内的，不算不一致。

    来源：财预〔2015〕88号（审核·完整性）
    """
    by_row: dict[int, tuple[JudgedRow, list[_Stated]]] = {}
    for stated in _stated_numbers(project, context):
        rows = [row for row in context.rows(project) if _is_about(stated, row, context)]
        if len(rows) == 1:  # of several, nobody knows which is meant
            by_row.setdefault(rows[0].cells.row, (rows[0], []))[1].append(stated)
    for row, numbers in by_row.values():
        if not any(stated.agrees(row) for stated in numbers):
            yield _disagreement(row, numbers)


def _disagreement(row: JudgedRow, numbers: Sequence[_Stated]) -> Problem:
    at, stated = row.cells.target_value, numbers[0]
    return Problem(
        at,
        f"{quoted(row.cells.level3.text)}的指标值是{quoted(at.text)}，而{stated.label}"
        f"（{stated.entry.origin.cell}）写的是{quoted(stated.shown)}，疑似不一致",
        "核对两处的数，改正写错的一处；不是同一事物的，写审核说明",
        evidence=(row.cells.level3, *dict.fromkeys(each.entry for each in numbers)),
    )


def _stated_numbers(project: BudgetProject, context: Context) -> Iterator[_Stated]:
    unit_words = context.settings.vocabulary.unit_words
    for labelled in head_texts(project):
        label, entry = labelled
        value = entry.value
        if not isinstance(value, str) or not _MAY_STATE.search(value) or not is_judged(entry):
            continue
        if label == layout.PROJECT_CODE.label:
            continue
        for found in _NUMBER.finditer(squeeze(entry.text)):
            stated = _stated(labelled, found, unit_words)
            if stated is not None:
                yield stated


def _stated(
    labelled: LabelledEntry, found: re.Match[str], unit_words: Collection[str]
) -> _Stated | None:
    """The number with what stands beside it; None without a unit, and for 约 and 左右."""
    text, start = found.string, found.end()
    end = match_unit(text, start, unit_words)
    before = text[max(0, found.start() - _REACH) : found.start()]
    filler, after = _FILLER.search(before), _AFTER.match(text, end)
    if end == start or filler is None or _ABOUT_BEFORE.search(before):
        return None
    is_least = bool(filler["least"] or (after and after["least"]))
    is_most = bool(filler["most"] or (after and after["most"]))
    if after and not (is_least or is_most):
        return None
    unit, noun = counter_and_noun(normalize_unit(text[start:end]))
    scale, upper = scale_and_unit(f"{found['scale']}{unit}")[0], found["upper"]
    subject = before[: filler.start("filler")]
    said = text[found.start() - len(filler["filler"]) : end]
    return _Stated(
        labelled[1],
        labelled[0],
        f"{_CLAUSE_END.split(subject)[-1][-_SHOWN:]}{said}{_CLAUSE_END.split(text[end:], 1)[0]}",
        Decimal(found["number"].replace(",", "")) * scale,
        Decimal(upper) * scale if upper else None,
        unit,
        subject,
        noun + text[end : end + _REACH],
        is_least - is_most,
        bool(_CHANGE.search(subject)) and not _LEVEL_REACHED.search(filler["filler"]),
    )


def _is_about(stated: _Stated, row: JudgedRow, context: Context) -> bool:
    """True where the row measures the thing that the number in the text is said of."""
    unit = row.target.unit
    if not unit or row.target.remainder:
        return False
    if _PERCENT in (stated.unit, unit):
        return stated.unit == unit and _is_share_of(stated, row, context)
    if row.level2 != _QUANTITY:
        return False
    counter, noun = counter_and_noun(scale_and_unit(unit)[1])
    return may_count_the_same(stated.unit, counter) and _counts(stated, row, counter, noun, context)


def _counts(stated: _Stated, row: JudgedRow, counter: str, noun: str, context: Context) -> bool:
    """True where the thing that the row counts stands beside the number, in front or behind."""
    name = _COUNT_WORD.sub("", row.level3)
    verb = context.settings.words.general_verbs.pattern.match(name)
    thing = (name[verb.end() :] if verb else name) or noun
    if len(thing) < _SHORTEST_NOUN and thing not in _ONE_CHARACTER_NOUNS:
        return False
    verbs = context.settings.words.general_verbs
    if _begins_with(stated.after, thing, verbs) or _ends_in(stated.before, thing, verbs):
        return True
    act = stated.before[-_SHORTEST_NOUN:]  # 保障1-3层 and 保障楼层数
    is_same_act = len(act) == _SHORTEST_NOUN and row.level3.startswith(act)
    return is_same_act and thing.endswith(counter) and stated.unit == counter


def _begins_with(text: str, thing: str, verbs: WordList) -> bool:
    """True where the thing stands first, and isn't the beginning of another: 社区卫生服务站."""
    if not text.startswith(thing):
        return False
    rest = text[len(thing) :]
    is_telling = len(thing) > _SHORTEST_NOUN
    return is_telling or bool(_NOUN_ENDS.match(rest) or verbs.pattern.match(rest))


def _ends_in(text: str, thing: str, verbs: WordList) -> bool:
    """True where the thing stands last, and isn't a part of another: 贫困学生, 抽查合格率."""
    if not text.endswith(thing):
        return False
    front = text[: len(text) - len(thing)]
    is_telling = len(thing) > _LONGEST_VAGUE
    return is_telling or bool(_NOUN_BEGINS.search(front)) or front.endswith(tuple(verbs.words))


def _is_share_of(stated: _Stated, row: JudgedRow, context: Context) -> bool:
    if stated.is_change:
        return False
    verbs = context.settings.words.general_verbs
    names = (row.level3, row.description)
    return any(
        len(name) >= _SHORTEST_SHARE and _ends_in(stated.before, name, verbs) for name in names
    )
