"""The two sets of 一级指标 and 二级指标 in use: their names, aliases, and telling them apart."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from xladdin.domain.text import squeeze
from xladdin.domain.word_enum import WordEnum

_CLASSES: dict[str, dict[str, tuple[str, ...]]] = {
    "2015": {
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
        "满意度指标": ("服务对象满意度指标",),
    },
    "2021": {
        "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
        "产出指标": ("数量指标", "质量指标", "时效指标"),
        "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标"),
        "满意度指标": ("服务对象满意度指标",),
    },
}
_SUFFIX = "指标"
_ALIASES = {"社会公众或服务对象满意度": "服务对象满意度"}


def _stem(text: str) -> str:
    stem = squeeze(text)
    while stem.endswith(_SUFFIX):
        stem = stem.removesuffix(_SUFFIX)
    return _ALIASES.get(stem, stem)


_LEVEL1_BY_STEM = {
    taxonomy: {_stem(name): name for name in classes} for taxonomy, classes in _CLASSES.items()
}
_EVERY_LEVEL2 = {
    taxonomy: tuple(name for names in classes.values() for name in names)
    for taxonomy, classes in _CLASSES.items()
}
_PLACES: dict[str, dict[tuple[str | None, str | None], int]] = {
    taxonomy: {
        pair: place
        for place, pair in enumerate(
            (top, name) for top, names in classes.items() for name in names
        )
    }
    for taxonomy, classes in _CLASSES.items()
}
_LEVEL2_BY_STEM = {
    taxonomy: {_stem(name): name for names in classes.values() for name in names}
    for taxonomy, classes in _CLASSES.items()
}


class Taxonomy(WordEnum):
    """A set of indicator classes; canonical names carry 指标, as the published form does."""

    Y2015 = "2015"
    Y2021 = "2021"

    @property
    def label(self) -> str:
        """Name in a dropdown: ``2015版``."""
        return f"{self.value}版"

    @property
    def source(self) -> str:
        """The regulation that sets it."""
        return {"2015": "财预〔2015〕88号", "2021": "财预〔2021〕101号"}[self]

    @property
    def level1(self) -> tuple[str, ...]:
        """The 一级指标 in canonical order."""
        return tuple(_CLASSES[self])

    @property
    def every_level2(self) -> tuple[str, ...]:
        """The 二级指标 of all 一级指标 in canonical order."""
        return _EVERY_LEVEL2[self]

    @property
    def places(self) -> Mapping[tuple[str | None, str | None], int]:
        """The pairs of 一级 and 二级指标 that belong together, with their place in the order."""
        return _PLACES[self]

    def level2(self, level1: str) -> tuple[str, ...]:
        """The 二级指标 under a 一级指标 in canonical order; empty when that isn't one of them."""
        name = canonical_level1(level1, self)
        return _CLASSES[self][name] if name else ()


def taxonomy_in(text: str) -> Taxonomy | None:
    """The taxonomy that a setting such as ``2015版`` or ``2021`` names."""
    return next((taxonomy for taxonomy in Taxonomy if taxonomy.value in text), None)


@lru_cache(maxsize=1024)
def canonical_level1(text: str, taxonomy: Taxonomy) -> str | None:
    """The 一级指标 that a text names, spaces inside and 指标 left out or doubled allowed."""
    return _LEVEL1_BY_STEM[taxonomy].get(_stem(text))


@lru_cache(maxsize=1024)
def canonical_level2(text: str, taxonomy: Taxonomy) -> str | None:
    """The 二级指标 that a text names, with the same allowances and the known alias."""
    return _LEVEL2_BY_STEM[taxonomy].get(_stem(text))


def belongs(level1: str, level2: str, taxonomy: Taxonomy) -> bool:
    """True when the 二级指标 stands under the 一级指标 in that taxonomy (rule R01)."""
    return canonical_level2(level2, taxonomy) in taxonomy.level2(level1)


def class_rank(level1: str, level2: str, taxonomy: Taxonomy) -> tuple[int, int]:
    """Sort key of a row by its classes in canonical order; unknown ones come last."""
    name1, name2 = canonical_level1(level1, taxonomy), canonical_level2(level2, taxonomy)
    names1, names2 = taxonomy.level1, taxonomy.level2(level1)
    return (
        names1.index(name1) if name1 in names1 else len(names1),
        names2.index(name2) if name2 in names2 else len(names2),
    )


def detect_taxonomy(pairs: Iterable[tuple[str, str]]) -> Taxonomy | None:
    """The taxonomy that most of the deciding (一级, 二级) rows follow; None without a majority."""
    votes = Counter(vote for pair in pairs if (vote := _vote(*pair)) is not None)
    ranked = votes.most_common()
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _vote(level1: str, level2: str) -> Taxonomy | None:
    """The only taxonomy that has this pair, else this 一级指标, else this 二级指标."""
    pair = [taxonomy for taxonomy in Taxonomy if belongs(level1, level2, taxonomy)]
    first = [taxonomy for taxonomy in Taxonomy if canonical_level1(level1, taxonomy)]
    second = [taxonomy for taxonomy in Taxonomy if canonical_level2(level2, taxonomy)]
    return next((fitting[0] for fitting in (pair, first, second) if len(fitting) == 1), None)
