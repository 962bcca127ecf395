"""Every kind of document by its kind of file; and files that are none."""

from pathlib import Path

import pytest

from tests.documents.accounts import sample_department, sample_units, units_of
from tests.documents.publish.made import sample_document
from xladdin.documents.reading import read_document
from xladdin.errors import UnreadableDocumentError, UsageError, XladdinError

TEXT = Path(__file__).parents[1] / "samples" / "published_2024.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_every_encoding_in_use(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "公开文本.txt"
    path.write_bytes(TEXT.read_text(encoding="utf-8").encode(encoding))
    read = read_document(path)
    assert units_of(read.imported) == sample_units()
    assert read.imported.department == sample_department()
    assert read.accounted == read.length


def test_a_word_document(tmp_path: Path) -> None:
    path = tmp_path / "公开文本.DOCX"
    path.write_bytes(sample_document())
    read = read_document(path)
    assert units_of(read.imported) == sample_units()
    assert read.accounted == read.length


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("旧.doc", "请先另存为Word 文档"),
        ("旧.xls", "请先另存为Excel 工作簿"),
        ("图.png", "只认识 .docx、.pdf、.xlsx 和 .txt"),
    ],
)
def test_other_kinds_of_files(name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said):
        read_document(tmp_path / name)


@pytest.mark.parametrize("name", ["无.txt", "无.docx", "无.pdf", "无.xlsx"])
def test_missing_files(name: str, tmp_path: Path) -> None:
    with pytest.raises(XladdinError, match="找不到文件") as raised:
        read_document(tmp_path / name)
    assert raised.value.exit_status == 3


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "乱.txt"
    path.write_bytes(bytes(range(256)))
    with pytest.raises(UnreadableDocumentError, match="编码"):
        read_document(path)


def test_a_text_that_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "纪要.txt"
    path.write_text("会议纪要", encoding="utf-8")
    with pytest.raises(UnreadableDocumentError, match="没有找到项目绩效目标表"):
        read_document(path)
