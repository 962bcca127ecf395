"""What 撤销修正 needs, kept from one click to the next."""

from pathlib import Path

import pytest

from xladdin.errors import OutputError
from xladdin.workbook.live.last_fix import (
    KeptCell,
    LastFix,
    forget_fix,
    recall_fix,
    remember_fix,
)

LAST = LastFix(
    "C:\\预算\\316001.xlsx",
    (
        KeptCell("项目1", "C4", "13.48万", is_text=True, number_format="@", after=13.48),
        KeptCell("项目1", "G7", "", is_text=False, number_format="0%", after=None),
    ),
)


def test_what_is_kept_is_recalled_until_it_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "last-fix.json"
    remember_fix(path, LAST)
    assert recall_fix(path) == LAST

    forget_fix(path)
    forget_fix(path)
    assert recall_fix(path) is None


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"book": "a", "cells": [{"sheet": "b"}]}'])
def test_what_cannot_be_read_counts_as_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "last-fix.json"
    path.write_text(text, encoding="utf-8")

    assert recall_fix(path) is None


def test_it_says_where_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "last-fix.json").mkdir()

    with pytest.raises(OutputError):
        remember_fix(tmp_path / "last-fix.json", LAST)
