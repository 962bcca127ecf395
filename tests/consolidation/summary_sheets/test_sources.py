from pathlib import Path

import pytest

from xladdin.consolidation.summary_sheets.sources import LONGEST_LINK, Link, Sources


@pytest.mark.parametrize(
    ("file", "target", "url"),
    [
        ("inbox/a.xlsx", "汇总表.xlsx", "external:inbox/a.xlsx"),
        ("a.xlsx", "汇总表.xlsx", "external:a.xlsx"),
        ("收件/甲.xlsx", "结果/汇总表.xlsx", "external:../收件/甲.xlsx"),
        ("in/a b#1 100%.xlsx", "s.xlsx", "external:in/a%20b%231%20100%25.xlsx"),
    ],
)
def test_links_are_relative_to_the_summary(
    tmp_path: Path, file: str, target: str, url: str
) -> None:
    source = str(tmp_path / file)
    sources = Sources([source], tmp_path / target)

    assert sources.link("打开", source) == Link("打开", url)
    assert sources.cell(source, "项目1", "C4") == Link("项目1!C4", f"{url}#'项目1'!C4")


def test_a_sheet_name_is_quoted_and_a_sheet_alone_leads_to_its_top(tmp_path: Path) -> None:
    sources = Sources(["a.xlsx"], tmp_path / "s.xlsx")

    link = sources.cell("a.xlsx", "it's", "")

    assert isinstance(link, Link)
    assert link.text == "it's"
    assert link.url.endswith("#'it''s'!A1")


def test_no_link_where_there_is_no_place(tmp_path: Path) -> None:
    sources = Sources([], tmp_path / "s.xlsx")

    assert sources.cell("", "", "") == ""
    assert sources.cell("a.xlsx", "", "") == ""
    assert sources.link("文件", "") == "文件"
    assert sources.link("文件", "长" * LONGEST_LINK) == "文件"


def test_names_show_the_folder_where_there_are_several(tmp_path: Path) -> None:
    one, two = str(tmp_path / "一科" / "a.xlsx"), str(tmp_path / "二科" / "a.xlsx")

    assert Sources([one], tmp_path / "s.xlsx").name(one) == "a.xlsx"
    assert Sources([one, two], tmp_path / "s.xlsx").name(two) == "二科/a.xlsx"
    assert Sources([one], tmp_path / "s.xlsx").name(str(tmp_path / "units.csv")) == "units.csv"
