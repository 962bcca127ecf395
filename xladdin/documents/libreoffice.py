"""LibreOffice, where a computer has it: turns a Word document into a PDF, seen by nobody."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from xladdin.documents.publish.styles import FANG_SONG, HEI, KAI, SONG, XIAO_BIAO_SONG
from xladdin.errors import OutputError

PROGRAMS = ("soffice", "libreoffice")
USUAL_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com",  # waits, as soffice.exe does not
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
)
LONGEST_WAIT = 600  # seconds
WITHOUT_IT = "请安装 LibreOffice（含 Writer），或在 Word、WPS 中打开生成的 Word 文档，另存为 PDF"
_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "AR PL UMing CN")
_FONTS_INSTEAD = {
    XIAO_BIAO_SONG: ("FZXiaoBiaoSong-B05S", "SimSun", *_SERIF),
    HEI: ("SimHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei"),
    KAI: ("KaiTi_GB2312", "楷体", "KaiTi", "AR PL UKai CN", *_SERIF),
    FANG_SONG: ("FangSong_GB2312", "仿宋", "FangSong", "STFangsong", *_SERIF),
    SONG: ("SimSun", *_SERIF),
}
"""Fonts that stand in where one is missing, best first; Linux has none of the official ones."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export">
<prop oor:name="UseTaggedPDF" oor:op="fuse"><value>true</value></prop>
<prop oor:name="ExportBookmarks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""
"""Settings: headings and tables are marked for those who can't see them, and in the side bar."""


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """An installed LibreOffice."""

    program: Path

    def to_pdf(self, document: bytes, seconds: float = LONGEST_WAIT) -> bytes:
        """The PDF of a .docx.

        It runs with a profile of its own, beside a LibreOffice that a person may have open. Raises
        OutputError where it makes none.
        """
        with tempfile.TemporaryDirectory(prefix="xladdin-pdf-") as scratch:
            folder = Path(scratch)
            (folder / "document.docx").write_bytes(document)
            said = self._run(folder, seconds)
            made = folder / "document.pdf"
            if not made.is_file():
                raise OutputError(f"LibreOffice 没有生成 PDF{said}", WITHOUT_IT)
            return made.read_bytes()

    def _run(self, folder: Path, seconds: float) -> str:
        """Give what it complained of, for a message."""
        fonts = folder / "fonts.conf"
        fonts.write_text(_font_settings(_FONTS_INSTEAD), encoding="utf-8")
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        command = [
            str(self.program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nofirststartwizard", "--nodefault"),
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder)),
            str(folder / "document.docx"),
        ]
        log = folder / "log.txt"
        with log.open("wb") as output:
            try:
                process = subprocess.Popen(  # noqa: S603 -- the program found, files of our own
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
                    start_new_session=True,  # it is several processes, which end together
                )
            except OSError as error:
                raise OutputError(f"LibreOffice 无法启动：{error.strerror}", WITHOUT_IT) from error
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired as error:
                raise OutputError(
                    f"LibreOffice 超过 {seconds:.0f} 秒没有生成 PDF，已停止", WITHOUT_IT
                ) from error
            finally:
                _end(process)
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return f"（{said[-1]}）" if said else ""


def find_libreoffice() -> LibreOffice | None:
    """The LibreOffice on the path, or in one of the usual places; None where there is none.

    One without Writer, as servers may have it, is none.
    """
    found = (shutil.which(program) for program in PROGRAMS)
    for place in (*found, *USUAL_PLACES):
        if place and Path(place).is_file() and _has_writer(Path(place)):
            return LibreOffice(Path(place))
    return None


def _has_writer(program: Path) -> bool:
    """False where Calc's library stands beside the program, and Writer's does not."""
    folder = program.resolve().parent
    has_calc, has_writer = (
        any((folder / name).is_file() for name in (f"lib{part}lo.so", f"{part}lo.dll"))
        for part in ("sc", "sw")
    )
    return has_writer or not has_calc


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End what is left of it."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        taskkill = str(Path(os.environ["SYSTEMROOT"]) / "System32" / "taskkill.exe")
        subprocess.run(  # noqa: S603 -- Windows' own program
            [taskkill, "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True
        )
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _font_settings(instead: Mapping[str, tuple[str, ...]]) -> str:
    """For fontconfig, which LibreOffice asks on Linux: the system's own settings and these."""
    aliases = (
        f'<alias binding="same"><family>{escape(font)}</family><prefer>'
        + "".join(f"<family>{escape(name)}</family>" for name in (font, *others))
        + "</prefer></alias>"
        for font, others in instead.items()
    )
    system = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">{escape(system)}</include>{"".join(aliases)}</fontconfig>'
    )
