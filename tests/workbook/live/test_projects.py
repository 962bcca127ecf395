import pytest

from xladdin.workbook.live.projects import next_project_name


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["封面", "校验结果"], "项目1"),
        (["封面", "项目1", "项目2"], "项目3"),
        (["项目3", "项目1"], "项目4"),
        (["项目9", "项目10"], "项目11"),
        (["项目2 (2)", "我的项目7", "项目", "项目七"], "项目1"),
        (["项目007"], "项目8"),
    ],
)
def test_the_next_name_is_behind_the_highest_number(names: list[str], expected: str) -> None:
    assert next_project_name(names) == expected
