"""PT_CHECK_CODE takes a range and gives back one text for each of its cells."""

from udfs.project_code import PT_CHECK_CODE

GOOD = "13030624P00585110564P"


def test_a_range_gives_an_array_of_the_same_shape() -> None:
    found = PT_CHECK_CODE([[GOOD, None], ["13030624P0058511056", 13030624.0]])
    assert [len(row) for row in found] == [2, 2]
    assert found[0] == ["", ""]
    assert "现为 19 位" in found[1][0]
    assert "文本格式" in found[1][1]


def test_a_typing_slip_is_a_suspicion() -> None:
    ((found,),) = PT_CHECK_CODE([["13030624P00585110546P"]])
    assert found.startswith("疑似")
