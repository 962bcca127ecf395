"""Files that are no Word document, or a dangerous one, are refused with one line for a person."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from xladdin.documents.docx.blocks import read_docx
from xladdin.errors import UnreadableDocumentError


def word(tmp_path: Path, **parts: bytes) -> Path:
    """A document with parts of its package replaced."""
    made = io.BytesIO()
    Document().save(made)
    path = tmp_path / "文档.docx"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            key = name.rpartition("/")[2].partition(".")[0]
            target.writestr(name, parts.get(key, source.read(name)))
    return path


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "是空的"),
        (b"plain text", "不是 Word 文档"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "旧格式"),
        (b"PK\x03\x04 cut off", "文件已损坏或不完整"),
    ],
)
def test_files_that_are_none(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "文档.docx"
    path.write_bytes(data)
    with pytest.raises(UnreadableDocumentError, match=said) as raised:
        read_docx(path)
    assert "工作簿" not in str(raised.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="找不到文件"):
        read_docx(tmp_path / "没有.docx")
    with pytest.raises(UnreadableDocumentError, match="文件夹"):
        read_docx(tmp_path)


def test_entities_are_refused(tmp_path: Path) -> None:
    xml = (
        b'<!DOCTYPE w:document [<!ENTITY a "b">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(UnreadableDocumentError, match="DOCTYPE"):
        read_docx(word(tmp_path, document=xml))


@pytest.mark.parametrize("xml", [b"<broken", b"<other/>"])
def test_a_broken_part(xml: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"损坏|不是 Word 文档"):
        read_docx(word(tmp_path, document=xml))


def test_another_office_file(tmp_path: Path) -> None:
    path = tmp_path / "空.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("readme.txt", "text")
    with pytest.raises(UnreadableDocumentError, match="不是 Word 文档"):
        read_docx(path)


def test_an_empty_document_has_no_blocks(tmp_path: Path) -> None:
    assert read_docx(word(tmp_path)).blocks == ()
