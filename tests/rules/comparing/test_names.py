import pytest

from xladdin.rules.comparing.names import name_without_year


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("2024年公益岗人员费用", "公益岗人员费用"),
        ("2025年度公益岗人员费用", "公益岗人员费用"),
        ("公益岗人员费用（2024年）", "公益岗人员费用"),
        ("２０２４年公益岗", "公益岗"),
        ("2024公益岗", "公益岗"),
        ("结转2023年公益岗", "结转公益岗"),
        ("1999户改造", "1999户改造"),
        ("改造2001户", "改造2001户"),
        ("12024年", "12024年"),
        ("2024年", "2024年"),
        ("", ""),
    ],
)
def test_the_year_of_a_name_is_left_out(name: str, plain: str) -> None:
    assert name_without_year(name) == plain
