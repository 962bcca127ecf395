"""Words of graded scales: a qualitative target value that names a step can be assessed."""

import unicodedata

_SCALES = (
    "优 良 中 差",
    "优秀 优良 良好 中等 合格 基本合格 不合格 及格 不及格",
    "好 较好 一般 较差 差 很好",
    "达标 基本达标 部分达标 未达标 不达标",
    "高 较高 中 较低 低 很高",
    "非常满意 很满意 满意 较满意 比较满意 基本满意 一般 不满意",
    "世界级 国家级 部级 省级 市级 区级 县级",
    "特级 甲级 乙级 丙级 丁级",
    "特等 一等 二等 三等",
)
_CHINESE_LEVELS = "一二三四五六七八九十"
_WATER_CLASSES = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ")


def _graded_words() -> frozenset[str]:
    words = {word for scale in _SCALES for word in scale.split()}
    for level in _CHINESE_LEVELS:
        words |= {f"{level}级", f"国家{level}级", f"{level}类", f"{level}星级"}
    for count in range(1, 6):
        for grade in ("A" * count, f"{count}A"):
            words |= {grade, f"{grade}级"}
    words |= {"B级", "C级", "D级"}
    words |= {f"{numeral}类" for numeral in _WATER_CLASSES}
    return frozenset(unicodedata.normalize("NFKC", word) for word in words)


GRADED_WORDS = _graded_words()
"""Steps of the scales that budget departments use, in NFKC (财预〔2015〕88号: 定性须可衡量)."""
