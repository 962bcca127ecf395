import pytest

from xladdin.domain.taxonomy import (
    Taxonomy,
    belongs,
    canonical_level1,
    canonical_level2,
    detect_taxonomy,
)

Y2015 = Taxonomy.Y2015
Y2021 = Taxonomy.Y2021
SHARED_ROWS = [
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("效益指标", "经济效益指标"),
    ("效益指标", "社会效益指标"),
    ("效益指标", "生态效益指标"),
    ("满意度指标", "服务对象满意度指标"),
]


def test_names_for_people() -> None:
    assert [taxonomy.label for taxonomy in Taxonomy] == ["2015版", "2021版"]
    assert Y2015.source == "财预〔2015〕88号"
    assert Y2021.source == "财预〔2021〕101号"


def test_classes_of_2015() -> None:
    assert Y2015.level1 == ("产出指标", "效益指标", "满意度指标")
    assert Y2015.level2("产出指标") == ("数量指标", "质量指标", "时效指标", "成本指标")
    assert Y2015.level2("效益指标") == (
        "经济效益指标",
        "社会效益指标",
        "生态效益指标",
        "可持续影响指标",
    )
    assert Y2015.level2("满意度指标") == ("服务对象满意度指标",)
    assert Y2015.level2("成本指标") == ()


def test_classes_of_2021() -> None:
    assert Y2021.level1 == ("成本指标", "产出指标", "效益指标", "满意度指标")
    assert Y2021.level2("成本指标") == ("经济成本指标", "社会成本指标", "生态环境成本指标")
    assert Y2021.level2("产出指标") == ("数量指标", "质量指标", "时效指标")
    assert Y2021.level2("效益指标") == ("经济效益指标", "社会效益指标", "生态效益指标")
    assert Y2021.level2("满意度指标") == ("服务对象满意度指标",)


@pytest.mark.parametrize("taxonomy", Taxonomy)
def test_every_canonical_name_names_itself(taxonomy: Taxonomy) -> None:
    for level1 in taxonomy.level1:
        assert canonical_level1(level1, taxonomy) == level1
        for level2 in taxonomy.level2(level1):
            assert canonical_level2(level2, taxonomy) == level2
            assert belongs(level1, level2, taxonomy)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("产出", "产出指标"),
        (" 产 出\n指标 ", "产出指标"),
        ("产出指标指标", "产出指标"),
        ("效益", "效益指标"),
        ("满意度", "满意度指标"),
        ("", None),
        ("指标", None),
        ("成本指标", None),
        ("投入指标", None),
    ],
)
def test_level1_of_2015_as_typed(typed: str, name: str | None) -> None:
    assert canonical_level1(typed, Y2015) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("数量", "数量指标"),
        ("时 效 指 标", "时效指标"),
        ("服务对象满意度", "服务对象满意度指标"),
        ("社会公众或服务对象满意度指标", "服务对象满意度指标"),
        ("社会公众或服务对象\n满意度", "服务对象满意度指标"),
        ("可持续影响", "可持续影响指标"),
        ("经济成本指标", None),
        ("产出指标", None),
        ("", None),
    ],
)
def test_level2_of_2015_as_typed(typed: str, name: str | None) -> None:
    assert canonical_level2(typed, Y2015) == name


def test_the_same_words_mean_other_levels_in_2021() -> None:
    assert canonical_level1("成本", Y2021) == "成本指标"
    assert canonical_level2("成本", Y2021) is None
    assert canonical_level2("生态环境成本", Y2021) == "生态环境成本指标"
    assert canonical_level2("可持续影响指标", Y2021) is None


@pytest.mark.parametrize(
    ("level1", "level2", "in_2015", "in_2021"),
    [
        ("产出指标", "成本指标", True, False),
        ("成本指标", "经济成本指标", False, True),
        ("效益指标", "可持续影响指标", True, False),
        ("效益", "社会效益", True, True),
        ("产出指标", "社会效益指标", False, False),
        ("满意度指标", "社会公众或服务对象满意度指标", True, True),
        ("", "", False, False),
        ("没有的", "没有的", False, False),
    ],
)
def test_level2_belongs_under_its_level1(
    level1: str, level2: str, in_2015: bool, in_2021: bool
) -> None:
    assert belongs(level1, level2, Y2015) is in_2015
    assert belongs(level1, level2, Y2021) is in_2021


@pytest.mark.parametrize(
    ("deciding", "taxonomy"),
    [
        ([("产出指标", "成本指标")], Y2015),
        ([("产出", "成本")], Y2015),
        ([("效益指标", "可持续影响指标")], Y2015),
        ([("产出指标", "可持续影响指标")], Y2015),
        ([("成本指标", "经济成本指标")], Y2021),
        ([("成本指标", "")], Y2021),
        ([("成本指标", "成本指标")], Y2021),
        ([("", "社会成本指标")], Y2021),
    ],
)
def test_one_row_can_decide(deciding: list[tuple[str, str]], taxonomy: Taxonomy) -> None:
    assert detect_taxonomy(SHARED_ROWS + deciding) is taxonomy


def test_rows_that_both_know_decide_nothing() -> None:
    assert detect_taxonomy(SHARED_ROWS) is None
    assert detect_taxonomy([]) is None
    assert detect_taxonomy([("投入指标", "其他"), ("", "")]) is None


def test_the_majority_wins_on_a_mixture() -> None:
    old, new = ("产出指标", "成本指标"), ("成本指标", "经济成本指标")
    assert detect_taxonomy([new, old, old]) is Y2015
    assert detect_taxonomy([old, new, new]) is Y2021
    assert detect_taxonomy([old, new]) is None


@pytest.mark.parametrize("taxonomy", Taxonomy)
def test_pairs_have_their_places_in_the_canonical_order(taxonomy: Taxonomy) -> None:
    pairs = [(top, name) for top in taxonomy.level1 for name in taxonomy.level2(top)]

    assert list(taxonomy.places) == pairs
    assert list(taxonomy.places.values()) == [*range(len(pairs))]
    assert taxonomy.every_level2 == tuple(name for _, name in pairs)
