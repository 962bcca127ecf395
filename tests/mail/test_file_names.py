"""Names under which a stranger's workbook is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.mail.file_names import fold, is_reserved, safe_stem, unique_name
from xladdin.workbook.guard import is_lock_file


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("316001_行政审批局_2024_第2次", "316001_行政审批局_2024_第2次"),
        ("申报表（终稿） v2.1", "申报表（终稿） v2.1"),
        ('a<b>c:"d/e\\f|g?h*i', "a_b_c__d_e_f_g_h_i"),
        ("a\r\n\tb", "ab"),
        ("两  个 \u3000空格", "两 个 空格"),
        ("a\u202excod.exe\u200b", "axcod.exe"),
        ("申报表. . ", "申报表"),
        ("~$申报表", "申报表"),
        (".~lock.申报表", "lock.申报表"),
        ("...", "工作簿"),
        ("", "工作簿"),
        ("con", "_con"),
        ("COM1.预算", "_COM1.预算"),
        ("LPT²", "_LPT²"),
        ("console", "console"),
        ("e\u0301", "é"),
    ],
)
def test_a_name_that_every_system_takes(name: str, stem: str) -> None:
    assert safe_stem(name) == stem


def test_a_long_name_is_cut_between_characters() -> None:
    assert safe_stem("长" * 300) == "长" * 60
    assert safe_stem("a" + "𠀀" * 300) == "a" + "𠀀" * 44


def test_names_are_unique_where_case_and_composition_do_not_count() -> None:
    taken = {fold(name) for name in ("A.xlsx", "é.xlsx", "é (2).xlsx")}

    assert unique_name("b", ".xlsx", taken) == "b.xlsx"
    assert unique_name("a", ".xlsx", taken) == "a (2).xlsx"
    assert unique_name("e\u0301", ".xlsx", taken) == "e\u0301 (3).xlsx"


@pytest.mark.parametrize(
    "name",
    [
        "校验设置.xlsx",
        "校验设置.toml",
        "校验设置.XLSX",
        " 校验设置 .xlsx. ",
        "校\u200b验设置.xlsx",
        "~$校验设置.xlsx",
        "校验设置.xlsx.xlsx",
        "单位名录.csv",
        "单位名录.txt",
        "单位名录",
        "单位名录.v2.xlsx",
        "汇总表.xlsx",
    ],
)
def test_names_that_xladdin_looks_for(name: str) -> None:
    assert is_reserved(name)


@pytest.mark.parametrize("name", ["校验设置说明.xlsx", "316001单位名录.xlsx", "申报表.xlsx", ""])
def test_names_that_mean_nothing(name: str) -> None:
    assert not is_reserved(name)


@given(st.text(max_size=300))
def test_any_text_makes_a_name(text: str) -> None:
    stem = safe_stem(text)

    assert stem
    assert stem == stem.strip() == safe_stem(stem)
    assert not stem.startswith(".")
    assert not stem.endswith(".")
    assert not is_lock_file(stem)
    assert len(f"{stem} (99).xlsx".encode()) <= 255
    assert not set('<>:"/\\|?*\0\n') & set(stem)
