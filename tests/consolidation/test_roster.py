from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from xladdin.consolidation.roster import read_roster
from xladdin.domain.department import RosterUnit
from xladdin.errors import DataFileError

UNITS = (
    RosterUnit("316001", "行政审批局本级", Decimal("101.5"), Decimal("100.89")),
    RosterUnit("316003", "政务服务中心", None, None),
)
COMMA = """单位编码,单位名称,控制数,批复项目支出
316001,行政审批局本级,101.5,100.89
316003,政务服务中心,,
"""


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "units.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
def test_encodings_and_delimiters_of_chinese_excel(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = written(tmp_path, COMMA.replace(",", delimiter), encoding)

    roster = read_roster(path)

    assert roster.units == UNITS
    assert roster.file == str(path)


def test_columns_in_any_order_with_others_between(tmp_path: Path) -> None:
    text = (
        '联系人, 单位 名称 ,控制数,单位编码\r\n\r\n张三,政务服务中心,"1,234.56", 316003\r\n,,,\r\n'
    )

    (unit,) = read_roster(written(tmp_path, text)).units

    assert unit == RosterUnit("316003", "政务服务中心", Decimal("1234.56"), None)


def test_english_column_names(tmp_path: Path) -> None:
    text = "Unit_Code,unit_name,ceiling_amount,approved_amount\n316001,本级,8,7.5\n"

    (unit,) = read_roster(written(tmp_path, text)).units

    assert unit == RosterUnit("316001", "本级", Decimal(8), Decimal("7.5"))


def test_units_have_an_address_where_the_list_states_one(tmp_path: Path) -> None:
    text = "单位编码,单位名称,邮箱\n316001,甲,a@b.cn\n316002,乙,\n"
    units = read_roster(written(tmp_path, text)).units
    assert [unit.address for unit in units] == ["a@b.cn", ""]

    with pytest.raises(DataFileError, match="第 2 行“邮箱”：“甲乙”不是邮箱地址"):
        read_roster(written(tmp_path, text.replace("a@b.cn", "甲乙")))


def test_short_lines_and_full_width_digits(tmp_path: Path) -> None:
    (unit,) = read_roster(written(tmp_path, "单位编码,单位名称,控制数\n３１６００１,本级")).units

    assert unit == RosterUnit("316001", "本级")


def test_a_workbook_with_the_same_columns(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["单位名称", "单位编码", "控制数"], ["本级", 316001, 101.5], ["中心", "316003"]):
        sheet.append(line)
    book.save(tmp_path / "units.xlsx")

    units = read_roster(tmp_path / "units.xlsx").units

    assert units == (RosterUnit("316001", "本级", Decimal("101.5")), RosterUnit("316003", "中心"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "是空的"),
        ("\n \n", "是空的"),
        ("单位编码,单位名称\n", "没有单位"),
        ("单位编码,名称\n316001,本级\n", "第 1 行缺少“单位名称”列，现有：单位编码、名称"),
        ("编码,名称\n", "缺少“单位编码”“单位名称”列"),
        ("单位编码,单位名称,单位编码\n", "第 1 行有两个“单位编码”列"),
        (
            "单位编码,单位名称\n316001,本级\n316001,本级\n",
            "第 3 行“单位编码”：316001 与第 2 行重复",
        ),
        ("单位编码,单位名称\n31600,本级\n", "第 2 行“单位编码”：“31600”不是 6 位数字"),
        ("单位编码,单位名称\n,本级\n", "第 2 行“单位编码”：“”不是 6 位数字"),
        ("单位编码,单位名称\n316001,\n", "第 2 行“单位名称”：没有填写"),
        (
            "单位编码,单位名称,控制数\n316001,甲,8\n316002,乙,约5\n",
            "第 3 行“控制数”：“约5”不是数字",
        ),
        ("单位编码,单位名称,批复项目支出\n316001,甲,2000万\n", "“批复项目支出”：“2000万”带有单位"),
        ("单位编码,单位名称,控制数\n316001,甲,-1\n", "第 2 行“控制数”：-1 小于 0"),
        ('单位编码,单位名称\n316001,"甲\n', "引号不成对"),
    ],
)
def test_errors_name_line_and_column(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataFileError) as caught:
        read_roster(written(tmp_path, text))

    assert said in caught.value.message
    assert "units.csv" in caught.value.message


def test_a_line_number_counts_blank_lines_and_lines_inside_quotes(tmp_path: Path) -> None:
    text = '单位编码,单位名称\n\n316001,"行政\n审批局"\n31,乙\n'
    with pytest.raises(DataFileError, match=r"第 5 行“单位编码”"):
        read_roster(written(tmp_path, text))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_another_encoding_is_told_with_the_way_out(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(DataFileError) as caught:
        read_roster(written(tmp_path, COMMA, encoding))

    assert "编码" in caught.value.message
    assert "CSV UTF-8" in caught.value.next_step


def test_bytes_of_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(b"\x89PNG\r\n\xff\xff\xff")

    with pytest.raises(DataFileError, match="编码不是 UTF-8 或 GB18030"):
        read_roster(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"找不到单位名录 .*units\.csv"):
        read_roster(tmp_path / "units.csv")


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="打不开"):
        read_roster(tmp_path)


def test_a_workbook_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    path.write_text("<html>", encoding="utf-8")

    with pytest.raises(DataFileError, match="单位名录读不了"):
        read_roster(path)
