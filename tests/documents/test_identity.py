"""Whose document it is and for which year."""

import pytest

from xladdin.documents.blocks import Line
from xladdin.documents.identity import (
    department_code_of,
    department_name_of,
    title_of,
    year_of,
)
from xladdin.domain.content import ProjectContent


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("海港区教育局\n2024年部门预算绩效目标", ("海港区教育局", 2024)),
        ("海港区教育局2025年度部门预算公开", ("海港区教育局", 2025)),
        ("2024年预算绩效文本", ("", 2024)),
        ("2024年公益岗人员费用", None),
    ],
)
def test_titles(text: str, found: tuple[str, int] | None) -> None:
    title = title_of([Line("附件", ""), Line(text, "")])
    assert (title[1:] if title else None) == found


def test_the_year_of_most_names_else_of_the_newest_code() -> None:
    names = ["2024年甲", "2024年乙", "2023年续建"]
    assert year_of([ProjectContent(name=name) for name in names]) == 2024
    codes = ["13030624P00585110564P", "13030622P00585110564P", "?"]
    assert year_of([ProjectContent(code=code, name="甲") for code in codes]) == 2024
    assert year_of([ProjectContent(name="甲")]) is None


def test_the_department_behind_its_units() -> None:
    assert department_code_of(["316001", "316003", "", "412001"]) == "316"
    assert department_code_of([]) == ""
    assert department_name_of(["政务中心", "审批局本级"]) == "审批局"
    assert department_name_of(["审批局（机关）", "中心"]) == "审批局"
    assert department_name_of(["教育局"]) == "教育局"
    assert department_name_of(["一中", "二中"]) == ""
