"""Where a link of the summary leads: to a workbook nearby, and nowhere else."""

from pathlib import Path

import pytest

from xladdin.errors import UsageError
from xladdin.workbook.source_links import source_path


def path_of(summary: Path, address: str) -> Path:
    return source_path(str(summary), address)


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    for name in ("316 001.xlsx", "100%25.xlsx", "316.txt"):
        (tmp_path / "inbox" / name).touch()
    return tmp_path / "汇总表.xlsx"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("inbox/316 001.xlsx", "316 001.xlsx"),
        ("inbox/316%20001.xlsx", "316 001.xlsx"),  # as it is in the file
        ("inbox/100%25.xlsx", "100%25.xlsx"),  # a name that looks like one
    ],
)
def test_relative_to_the_summary(summary: Path, address: str, name: str) -> None:
    assert path_of(summary, address) == summary.parent / "inbox" / name


def test_by_its_full_path(summary: Path, tmp_path: Path) -> None:
    full = tmp_path / "inbox" / "316 001.xlsx"
    assert path_of(summary, str(full)) == full


@pytest.mark.parametrize(
    "address",
    [
        "\\\\evil\\share\\316001.xlsx",  # Windows would log in there
        "//evil/share/316001.xlsx",
        "%5C%5Cevil%5Cshare%5C316001.xlsx",
        "%2F%2Fevil/share/316001.xlsx",
        "https://evil.example/316001.xlsx",
        "file://evil/share/316001.xlsx",
        "inbox/316.txt",
        "inbox/evil.exe",
        "",
    ],
)
def test_what_is_not_opened(summary: Path, address: str) -> None:
    with pytest.raises(UsageError, match="没有打开"):
        path_of(summary, address)


def test_the_share_that_the_summary_is_on_is_near() -> None:
    summary = Path("\\\\nas\\finance\\汇总表.xlsx")  # a name here, a path on Windows
    with pytest.raises(UsageError, match="找不到来源文件"):
        path_of(summary, "\\\\nas\\finance\\inbox\\316001.xlsx")


def test_a_source_that_is_gone_is_named(summary: Path) -> None:
    with pytest.raises(UsageError, match=r"找不到来源文件 .*316002\.xlsx"):
        path_of(summary, "inbox/316002.xlsx")
