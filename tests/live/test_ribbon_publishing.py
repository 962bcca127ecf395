"""公开文本 of the group 汇总, clicked in the built add-in."""

from pathlib import Path

import pytest

from tests.live.ribbon_desk import Desk

NAME = "公开文本.docx"


@pytest.fixture
def inbox(sample: dict[str, Path]) -> Path:
    return sample["316001"].parent


@pytest.fixture
def blank(desk: Desk) -> Desk:
    """With a blank workbook on the screen."""
    desk.app.books.add()
    return desk


def publish(desk: Desk, folder: Path, *answers: str) -> None:
    desk.notebook.answer_dialogs_with(str(folder))
    desk.notebook.answer_alerts_with(*answers)
    desk.click("OnPublish")


def test_errors_are_listed_and_a_no_leaves_everything(blank: Desk, inbox: Path) -> None:
    publish(blank, inbox, "no")

    (alert,) = blank.notebook.alerts
    assert alert.buttons == "yes_no"
    assert alert.prompt.startswith("没有生成公开文本：2 个错误，")
    assert "316001_秦皇岛市抚宁区行政审批局本级_2024.xlsx 项目7 E17 R08：" in alert.prompt
    assert alert.prompt.endswith("仍要照现在的内容生成吗？")
    assert not (inbox / NAME).exists()
    assert blank.status is False


def test_a_yes_writes_the_document_and_says_where(blank: Desk, inbox: Path) -> None:
    publish(blank, inbox, "yes")

    assert (inbox / NAME).read_bytes().startswith(b"PK")
    assert (inbox / "公开文本.pdf").read_bytes().startswith(b"%PDF-")
    message = blank.last_alert.prompt
    assert message.startswith("公开文本已生成：13 个项目，20 页；2 个错误，")
    assert f"Word 文档：{inbox / NAME}" in message
    assert f"PDF：{inbox / '公开文本.pdf'}" in message
    assert blank.notebook.status_texts[0] == "正在生成公开文本…"


def test_a_document_that_is_there_is_replaced_only_when_told(blank: Desk, inbox: Path) -> None:
    (inbox / NAME).write_text("改过的")

    publish(blank, inbox, "no")

    assert "在 Word 中改过的内容会丢失" in blank.last_alert.prompt
    assert (inbox / NAME).read_text() == "改过的"


def test_no_folder_no_document(blank: Desk) -> None:
    blank.click("OnPublish")

    assert [dialog.kind for dialog in blank.notebook.dialogs] == ["FileDialog"]
    assert blank.notebook.alerts == []
