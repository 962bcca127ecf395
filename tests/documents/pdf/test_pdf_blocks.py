"""PDFs that can't be read, or not at once, and what on a page is no text of the document."""

import io
import zlib
from pathlib import Path

import pytest
from PIL import Image

from xladdin.documents.blocks import Line
from xladdin.documents.pdf import guard
from xladdin.documents.pdf.blocks import read_pdf
from xladdin.errors import UnreadableDocumentError


def pdf(*streams: bytes, extra: bytes = b"", font: bytes = b"/Helvetica") -> bytes:
    """A PDF with a page for each content stream."""
    count = len(streams)
    kids = b" ".join(b"%d 0 R" % (10 + 2 * n) for n in range(count))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont %s >>" % font,
    }
    for n, stream in enumerate(streams):
        objects[10 + 2 * n] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (11 + 2 * n)
        )
        packed = zlib.compress(stream)
        objects[11 + 2 * n] = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (
            len(packed),
            packed,
        )
    body = b"%PDF-1.4\n"
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % item for item in sorted(places.items()))
    start = len(body)
    return body + (
        b"xref\n0 1\n0000000000 65535 f \n%strailer\n<< /Size 99 /Root 1 0 R %s >>\n"
        b"startxref\n%d\n%%%%EOF" % (table, extra, start)
    )


def text(line: str, y: int = 200, x: int = 50) -> bytes:
    return b"BT /F1 10 Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n" % (x, y, line.encode())


def read(data: bytes, tmp_path: Path) -> list[str]:
    path = tmp_path / "文档.pdf"
    path.write_bytes(data)
    return [block.text for block in read_pdf(path).blocks if isinstance(block, Line)]


def refused(data: bytes, tmp_path: Path) -> str:
    path = tmp_path / "文档.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadableDocumentError) as raised:
        read_pdf(path)
    return str(raised.value)


def test_a_scanned_page_is_told_from_an_empty_one(tmp_path: Path) -> None:
    scan = io.BytesIO()
    Image.new("L", (200, 280), 255).save(scan, format="PDF")
    assert "扫描件" in refused(scan.getvalue(), tmp_path)
    assert "没有文字" in refused(pdf(b"0 0 m\n"), tmp_path)


def test_a_locked_one(tmp_path: Path) -> None:
    data = pdf(text("A"), extra=b"/Encrypt 9 0 R")
    assert "加了密码或使用限制" in refused(data, tmp_path)


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.4\nbroken"])
def test_files_that_are_none(data: bytes, tmp_path: Path) -> None:
    assert refused(data, tmp_path)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_UNPACKED_BYTES", 2 * 1024 * 1024)
    assert "恶意文件" in refused(pdf(b" " * (3 * 1024 * 1024)), tmp_path)
    doubled = pdf(text("A")).replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode]")
    assert "多重压缩" in refused(doubled, tmp_path)


def test_page_numbers_and_headers_are_left_over(tmp_path: Path) -> None:
    pages = [
        text("Budget 2024", 380) + text(f"Line {n} of the text", 200) + text(f"- {n} -", 20)
        for n in range(1, 5)
    ]
    path = tmp_path / "文档.pdf"
    path.write_bytes(pdf(*pages))
    document = read_pdf(path)
    reasons = [(piece.text, piece.reason) for piece in document.left_over]
    assert reasons.count(("Budget 2024", "页眉")) == 4
    assert ("- 3 -", "页码") in reasons
    shown = " ".join(block.text for block in document.blocks if isinstance(block, Line))
    assert shown.count("of the text") == 4
    assert "Budget" not in shown


def test_text_printed_twice_to_look_bold_is_read_once(tmp_path: Path) -> None:
    assert read(pdf(text("Bold") + text("Bold")), tmp_path) == ["Bold"]


def test_turned_text_is_left_over(tmp_path: Path) -> None:
    path = tmp_path / "文档.pdf"
    turned = b"BT /F1 10 Tf 0 1 -1 0 50 50 Tm (turned) Tj ET\n"
    path.write_bytes(pdf(text("straight") + turned))
    assert [piece.text for piece in read_pdf(path).left_over] == ["turned"]


def test_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xladdin.documents.pdf.blocks.MAX_PAGES", 1)
    assert "有 2 页" in refused(pdf(text("A"), text("B")), tmp_path)
