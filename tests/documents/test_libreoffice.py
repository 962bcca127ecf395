"""Where LibreOffice is looked for, and what a person is told of it."""

import stat
import sys
from pathlib import Path

import pytest

from xladdin.documents import libreoffice
from xladdin.documents.libreoffice import LibreOffice, find_libreoffice
from xladdin.errors import OutputError


def program(folder: Path, script: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\nimport sys, pathlib, time\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A computer without LibreOffice, and a folder on its path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(libreoffice, "USUAL_PLACES", (str(tmp_path / "usual" / "soffice"),))
    return folder


@pytest.mark.usefixtures("nowhere")
def test_a_computer_without_it() -> None:
    assert find_libreoffice() is None


def test_it_is_found_on_the_path_and_in_the_usual_places(nowhere: Path, tmp_path: Path) -> None:
    usual = program(tmp_path / "usual")
    assert find_libreoffice() == LibreOffice(usual)

    assert find_libreoffice() == LibreOffice(usual)
    on_path = program(nowhere)
    assert find_libreoffice() == LibreOffice(on_path)


def test_one_without_writer_is_none(nowhere: Path) -> None:
    program(nowhere)
    (nowhere / "libsclo.so").touch()
    assert find_libreoffice() is None

    (nowhere / "libswlo.so").touch()
    assert find_libreoffice() is not None


def test_a_program_that_makes_nothing_is_told_with_its_words(tmp_path: Path) -> None:
    failing = LibreOffice(program(tmp_path, "print('Error: source file could not be loaded')"))

    with pytest.raises(
        OutputError, match=r"没有生成 PDF（Error: source file could not be loaded）"
    ):
        failing.to_pdf(b"")


def test_a_program_that_does_not_end_is_ended(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="超过 1 秒没有生成 PDF，已停止"):
        LibreOffice(program(tmp_path, "time.sleep(60)")).to_pdf(b"", seconds=1)


def test_a_program_that_cannot_start_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"")

    with pytest.raises(OutputError, match="LibreOffice 无法启动"):
        LibreOffice(broken).to_pdf(b"")


def test_it_gets_a_profile_of_its_own_and_leaves_nothing(tmp_path: Path) -> None:
    script = (
        "folder = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "(folder / 'document.pdf').write_text('\\n'.join([str(folder), *sys.argv]))"
    )
    folder, _, *arguments = (
        LibreOffice(program(tmp_path, script)).to_pdf(b"docx").decode().split("\n")
    )

    assert f"-env:UserInstallation={Path(folder).as_uri()}/profile" in arguments
    assert not Path(folder).exists()
