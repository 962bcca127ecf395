"""What is wrong in a settings workbook is named at its cell, all of it at once."""

import datetime as dt
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.settings.contents import A_TABLE, FULL
from xladdin.errors import DataFileError, SettingsError
from xladdin.form import settings_form as form
from xladdin.rules.settings_content import built_in_words
from xladdin.rules.words import word_lists
from xladdin.settings.lookup import UsedSettings, load_settings
from xladdin.workbook.templates.settings_workbook import build_settings_workbook

Cells = dict[str, Any]
Write = Callable[[Cells], Path]
TABLE_LABEL = word_lists()[A_TABLE].label
WORD, STANDS_FOR = next(iter(built_in_words(A_TABLE)))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "校验设置.xlsx"
    build_settings_workbook(path)
    book = openpyxl.load_workbook(path)
    for name in (form.NOTES_SHEET, form.BUILT_IN_SHEET):  # which nobody reads
        del book[name]
    book.save(path)
    return path


@pytest.fixture(scope="module")
def rows(template: Path) -> dict[str, int]:
    """The first line of each rule, and the line of each number by its name."""
    rules = openpyxl.load_workbook(template)[form.RULES.sheet]
    found: dict[str, int] = {}
    for number, (rule, *_, threshold) in enumerate(rules.iter_rows(values_only=True), 1):
        for name in (rule, threshold):
            found.setdefault(str(name), number)
    return found


@pytest.fixture
def write(template: Path, rows: dict[str, int], tmp_path: Path) -> Write:
    """Fill cells of the template in, named like ``规则!E12``; R04! is the line of that rule."""

    def fill(cells: Cells) -> Path:
        path = tmp_path / "校验设置.xlsx"
        book = openpyxl.load_workbook(template)
        for place, value in cells.items():
            sheet, _, cell = place.partition("!")
            if sheet in book.sheetnames:
                book[sheet][cell] = value
            else:
                book[form.RULES.sheet][f"{cell}{rows[sheet]}"] = value
        book.save(path)
        return path

    return fill


def problems_of(path: Path) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    return caught.value.problems


def test_what_people_type_is_understood(write: Write) -> None:
    path = write(
        {
            "R04!D": "否 ",
            "R13!E": "INFO",
            "most_amount_decimals!H": "３",
            "cost_rounding!H": 0.01,
            "单位名录!A5": 316001,
            "单位名录!B5": "行政审批局本级",
            "单位名录!C5": "1,101.5",
            "年度与区划!B5": 2025,
            "年度与区划!B6": 130306,
            "年度与区划!B7": "2021",
            "词表!A5": "计量单位",
            "词表!B5": "充电 桩",
            "词表!D5": "增加",
            "邮件!B5": "a@b.cn；c@d.cn",
            "邮件!B8": "您好：\r\n请查收 ",
            "邮件!B9": dt.date(2024, 12, 10),
        }
    )

    used = load_settings(path)

    content = used.content
    assert content.rules == {key: FULL.rules[key] for key in ("R04", "R13")}
    assert content.thresholds == FULL.thresholds
    assert content.units[0].ceiling_amount == Decimal("1101.5")
    assert (content.budget_year, content.division_code) == (2025, "130306")
    assert content.taxonomy is FULL.taxonomy
    assert used.settings.thresholds.most_amount_decimals == 3
    assert "充电桩" in used.settings.words.unit_words
    assert used.settings.roster is not None
    assert used.settings.roster.file == str(path)
    assert used.notes == ()
    letters = content.letters
    assert (letters.to, letters.deadline) == (("a@b.cn", "c@d.cn"), dt.date(2024, 12, 10))
    assert letters.text == "您好：\n请查收"


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"R04!E": "严重"}, "规则!E{R04}：级别“严重”不对，应为 错误、警告、提示"),
        ({"R04!D": "停"}, "规则!D{R04}：启用“停”不对，应为 是、否"),
        ({"R04!A": "R99", "R04!D": "否"}, "规则!A{R04}：没有规则“R99”"),
        (
            {"most_amount_decimals!H": 2.5},
            "规则!H{C07}：金额小数位数上限“2.5”不对，应为 0 至 4 之间的整数",
        ),
        (
            {"most_amount_decimals!H": 9},
            "规则!H{C07}：金额小数位数上限“9”不对，应为 0 至 4 之间的整数",
        ),
        (
            {"cost_rounding!H": "少许"},
            "规则!H{S14}：每个金额允许的四舍五入误差“少许”不对，应为 0 至 1 之间的数",
        ),
        ({"R04!H": 1}, "规则!H{R04}：这一行没有参数，不能填值"),
        ({"most_amount_decimals!H": 1, "most_amount_decimals!L": "x"}, "规则!L{C07}：没有参数“x”"),
        ({"most_amount_decimals!H": "#DIV/0!"}, "规则!H{C07}：公式出错或没有计算，请直接填写内容"),
        ({"本部门校验!D7": "预算数 → ", "本部门校验!B7": "是"}, "本部门校验!D7："),
        ({"本部门校验!E7": "请补充"}, "本部门校验!D7：没有写校验"),
        ({"单位名录!A5": "31600", "单位名录!B5": "甲"}, "单位名录!A5：“31600”不是 6 位数字"),
        ({"单位名录!A5": "316001"}, "单位名录!B5：没有填写"),
        (
            {"单位名录!A5": "316001", "单位名录!B5": "甲", "单位名录!D5": "2000万"},
            "单位名录!D5：“2000万”带有单位",
        ),
        (
            {f"单位名录!{c}{r}": v for r in (5, 9) for c, v in (("A", "316001"), ("B", "甲"))},
            "单位名录!A9：316001 与 单位名录!A5 重复",
        ),
        ({"词表!A5": "怪词", "词表!B5": "甲", "词表!D5": "增加"}, "词表!A5：没有词表“怪词”"),
        ({"词表!B5": "甲", "词表!D5": "增加"}, "词表!A5：没有写是哪个词表"),
        ({"词表!A5": "计量单位", "词表!D5": "增加"}, "词表!B5：没有写词"),
        ({"词表!A5": "计量单位", "词表!B5": "甲"}, "词表!D5：没有写做法，应为 增加、删除"),
        ({"词表!A5": "计量单位", "词表!B5": "甲", "词表!D5": "改"}, "词表!D5：做法“改”不对"),
        (
            {"词表!A5": "计量单位", "词表!B5": "一二三四五六", "词表!D5": "增加"},
            "词表!B5：“一二三四五六”太长，这个词表的词最多 5 个字",
        ),
        (
            {"词表!A5": "计量单位", "词表!B5": "桩", "词表!C5": "根", "词表!D5": "增加"},
            "词表!C5：这个词表的词没有对应，请留空",
        ),
        (
            {"词表!A5": TABLE_LABEL, "词表!B5": "新词", "词表!D5": "增加"},
            "词表!C5：要写明“新词”对应什么",
        ),
        (
            {
                f"词表!{column}{row}": text
                for row, action in ((5, "增加"), (8, "删除"))
                for column, text in (("A", "计量单位"), ("B", "桩"), ("D", action))
            },
            "词表!B8：“桩”已在 词表!B5 写过",
        ),
        ({"年度与区划!B5": "25"}, "年度与区划!B5：年度“25”不对，应为 2000 至 2099 之间的 4 位数字"),
        ({"年度与区划!B6": "13030"}, "年度与区划!B6：行政区划代码“13030”不对，应为 6 位数字"),
        ({"年度与区划!B7": "2018"}, "年度与区划!B7：指标体系“2018”不对，应为 2015版、2021版"),
        ({"年度与区划!A8": "币种", "年度与区划!B8": "元"}, "年度与区划!A8：“币种”不能设置"),
        (
            {"年度与区划!A8": "预算年度", "年度与区划!B8": "2026"},
            "年度与区划!A8：“预算年度”已经写过",
        ),
        ({"邮件!B5": "财政局"}, "邮件!B5：“财政局”不是邮箱地址，几个地址之间用分号隔开"),
        ({"邮件!B7": "{单位}报送"}, "邮件!B7：没有“{{单位}}”可填，可用的有 {{单位编码}}、"),
        ({"邮件!B7": "报送\n绩效目标"}, "邮件!B7：主题只能有一行"),
        ({"邮件!B8": "长" * 3001}, "邮件!B8：太长，最多 3000 个字"),
        ({"邮件!B9": "12月"}, "邮件!B9：截止日期“12月”不对，应写成 2024-12-10 这样"),
        ({"邮件!A5": "密送", "邮件!B5": "a@b.cn"}, "邮件!A5：“密送”不能设置"),
        (
            {"单位名录!A5": "316001", "单位名录!B5": "甲", "单位名录!E5": "甲乙"},
            "单位名录!E5：“甲乙”不是邮箱地址",
        ),
        ({"规则!E4": "档次"}, "规则：没有找到标题行"),
    ],
)
def test_a_problem_is_named_at_its_cell(
    write: Write, rows: dict[str, int], cells: Cells, problem: str
) -> None:
    (found,) = problems_of(write(cells))

    assert found.startswith(problem.format_map(rows))


def test_a_rule_is_decided_once(write: Write) -> None:
    path = write({"R04!D": "否", "R13!D": "否", "R13!A": "R04"})

    (found,) = problems_of(path)

    assert "规则 R04 已在 规则!A" in found


def test_all_problems_come_in_one_error(write: Write) -> None:
    units = {f"单位名录!A{row}": "甲" for row in range(5, 15)}
    path = write({"R04!E": "严重", "年度与区划!B5": "25", **units})

    with pytest.raises(SettingsError) as caught:
        load_settings(path)

    assert len(caught.value.problems) == 22  # a code and no name in each line of the units
    assert caught.value.exit_status == 2
    assert "有 22 处不对" in caught.value.message
    assert "规则!E" in caught.value.message
    assert "另有 14 处未列出" in caught.value.message


def notes_of(write: Write, cells: Cells) -> tuple[UsedSettings, str]:
    used = load_settings(write(cells))
    (note,) = used.notes
    return used, note


def test_a_word_that_is_there_already_changes_nothing_and_is_told(write: Write) -> None:
    used, note = notes_of(write, {"词表!A5": "计量单位", "词表!B5": "台", "词表!D5": "增加"})

    assert note == "词表!B5：内置词表中已有“台”，这一行没有作用"
    assert "1 处提醒" in used.label


def test_a_word_that_is_not_there_need_not_go(write: Write) -> None:
    _, note = notes_of(write, {"词表!A5": "分级用语", "词表!B5": "没有", "词表!D5": "删除"})

    assert note == "词表!B5：内置词表中没有“没有”，这一行没有作用"


def test_a_word_of_a_table_can_get_another_meaning(write: Write) -> None:
    cells = {"词表!A5": TABLE_LABEL, "词表!B5": WORD, "词表!C5": "别的", "词表!D5": "增加"}
    words = getattr(load_settings(write(cells)).settings.words, A_TABLE)
    assert words.meaning(WORD) == "别的"

    _, note = notes_of(write, {**cells, "词表!C5": STANDS_FOR})
    assert "已有" in note


def test_a_line_that_is_off_may_be_unfinished(write: Write) -> None:
    used, note = notes_of(write, {"本部门校验!B7": "否", "本部门校验!D7": "还没有写好"})

    assert note.startswith("本部门校验!D7：这一行没有启用")
    assert used.settings.own_checks == ()


def test_own_checks_keep_their_numbers_when_one_is_switched_off(write: Write) -> None:
    used = load_settings(write({"本部门校验!B6": "是"}))

    assert [check.id for check in used.settings.own_checks] == ["X02"]


def test_a_rule_of_another_version_is_passed_over_where_nothing_is_decided(write: Write) -> None:
    assert load_settings(write({"R04!A": "R99"})).content.rules == {}


def test_a_sheet_that_was_deleted_decides_nothing_and_is_told(write: Write) -> None:
    path = write({})
    book = openpyxl.load_workbook(path)
    del book["词表"]
    book.save(path)

    assert load_settings(path).notes == ("词表：没有这张工作表，按内置设置处理",)


def test_columns_can_be_moved(write: Write) -> None:
    path = write({"单位名录!A5": "316001", "单位名录!B5": "甲"})
    book = openpyxl.load_workbook(path)
    book["单位名录"].insert_cols(1)
    book["单位名录"].insert_rows(3)
    book.save(path)

    assert [unit.unit_name for unit in load_settings(path).content.units] == ["甲"]


def test_another_workbook_is_no_settings_workbook(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "校验设置.xlsx")

    with pytest.raises(DataFileError, match="不是校验设置"):
        load_settings(tmp_path / "校验设置.xlsx")


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path, template: Path) -> None:
    path = Path(shutil.copy(template, tmp_path / "校验设置.xlsx"))
    path.write_bytes(path.read_bytes()[:500])

    with pytest.raises(DataFileError, match=r"校验设置 .* 读不了"):
        load_settings(path)
