"""The zip package of a workbook from a stranger: what may be read of it, and which part is which.

Nothing is unpacked to disk. Sizes are checked before a part is unpacked, its checksum after; XML
with a document type, and so with entities, is refused.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

from xladdin.errors import UnreadableWorkbookError
from xladdin.workbook.file_kind import SEND_AGAIN

MAX_PARTS = 5_000  # 13 project sheets make about 40; listing a million takes minutes
MAX_READ_BYTES = 32 * 1024 * 1024  # parts that are looked through: a million cells, half a minute
MAX_SUMMARY_BYTES = 128 * 1024 * 1024  # the same of a summary: 1,000 units, 2 million cells
MAX_UNPACKED_BYTES = 512 * 1024 * 1024  # all parts; pictures count, though nobody unpacks them
MAX_UNPACKED_RATIO = 200  # workbooks unpack to 3-30 times their size, a zip bomb to 1,000
RATIO_FREE_BYTES = 16 * 1024 * 1024  # below this a high ratio does no harm

REPAIR = "请用 Excel 或 WPS 打开，检查内容后另存为新的 .xlsx 文件再报送；打不开就请报送单位重新发送"
_VERIFY_SOURCE = "请不要打开，先向报送单位核实文件来源"

_LONGEST_SHOWN = 60  # characters; names of sheets have 31 at most
STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
IS_ENCRYPTED = 0x1  # flag of a member
ODD_NAME = re.compile(r"^/|^[A-Za-z]:|[\x00-\x1f]|(^|/)\.\.(/|$)")
"""Names, with slashes only, that lead out of a folder or that no program writes."""
ZIP_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # NotImplementedError is one
    ValueError,
)
"""What zipfile raises on damaged packages."""

OnStart = Callable[[str, dict[str, str]], object]
OnEnd = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Relationship:
    """One line of a .rels part; ``kind`` is the last word of its type: worksheet, styles, ..."""

    kind: str
    target: str  # name of a part; of something outside the package where external
    is_external: bool


class CheckedPackage:
    """The parts of a zip file that was read into memory.

    Raises UnreadableWorkbookError for what is no intact zip, and for what only an attacker makes.
    """

    def __init__(self, data: bytes, most_bytes: int = MAX_READ_BYTES) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_FAILURES as failure:
            message = "文件已损坏或不完整（可能没有下载完，或邮件附件被截断）"
            raise UnreadableWorkbookError(message, SEND_AGAIN) from failure
        members = self._zip.infolist()
        if len(members) > MAX_PARTS:
            raise _too_big(f"工作簿内部的文件多达 {len(members)} 个")
        unpacked = sum(member.file_size for member in members)
        is_bomb = unpacked > max(RATIO_FREE_BYTES, len(data) * MAX_UNPACKED_RATIO)
        if is_bomb or unpacked > MAX_UNPACKED_BYTES:
            raise _too_big(f"工作簿解开后有 {unpacked // 2**20} MB")
        self._members = _by_name(members)
        self._most_bytes = most_bytes
        self._read_bytes = 0

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._members

    def read(self, part: str) -> bytes:
        """Bytes of a part, with its checksum tested. Names of parts ignore case."""
        member = self._members.get(part.lower())
        if member is None:
            raise damaged(part, "缺失")
        self._read_bytes += member.file_size
        if self._read_bytes > self._most_bytes:
            raise _too_big(f"工作簿里的表格数据超过 {self._most_bytes // 2**20} MB")
        try:
            with self._zip.open(member) as stream:
                # Given a size, zipfile unpacks no more than that, whatever is packed.
                return stream.read(member.file_size)
        except ZIP_FAILURES as failure:
            raise damaged(part) from failure

    def relationships(self, source: str = "") -> dict[str, Relationship]:
        """What a part refers to, by the reference's id; without a part, what the package does."""
        folder, name = posixpath.split(source)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, Relationship] = {}

        def on_start(tag: str, attributes: dict[str, str]) -> None:
            if local(tag) == "Relationship":
                is_external = attributes.get("TargetMode") == "External"
                target = attributes.get("Target", "")
                found[attributes.get("Id", "")] = Relationship(
                    attributes.get("Type", "").rpartition("/")[2],
                    target if is_external else _resolved(folder, target),
                    is_external,
                )

        if rels in self:
            scan_xml(self.read(rels), rels, on_start)
        return found


def damaged(part: str, how: str = "已损坏") -> UnreadableWorkbookError:
    """The error of a part that is missing or not as it should be."""
    return UnreadableWorkbookError(f"文件已损坏：工作簿内部的{shown(part)}{how}", REPAIR)


def shown(name: str) -> str:
    """A stranger's name for a part or a sheet, quoted, fit for one line of a message."""
    plain = "".join(character if character.isprintable() else " " for character in name)
    return f"“{plain if len(plain) <= _LONGEST_SHOWN else plain[:_LONGEST_SHOWN] + '…'}”"


def local(tag: str) -> str:
    """Name of an element without its namespace's prefix."""
    return tag.rpartition(":")[2] if ":" in tag else tag


def xml_parser() -> expat.XMLParserType:
    """A parser that refuses document types. Parts are UTF-8, whatever they say of themselves."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def feed(parser: expat.XMLParserType, xml: bytes, part: str) -> None:
    """Run a parser over a whole part. Raises UnreadableWorkbookError where it is no good XML."""
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as failure:
        raise damaged(part) from failure


def scan_xml(xml: bytes, part: str, on_start: OnStart, on_end: OnEnd | None = None) -> None:
    """Call ``on_start`` (tag, attributes) and ``on_end`` (tag) for every element of a part."""
    parser = xml_parser()
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    feed(parser, xml, part)


def _refuse_doctype(*_declaration: object) -> None:
    message = "工作簿内部含有文档类型声明（DOCTYPE），可能是恶意文件"
    raise UnreadableWorkbookError(message, _VERIFY_SOURCE)


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _by_name(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        name = member.filename.replace("\\", "/").lower()  # some exports write back slashes
        if ODD_NAME.search(name) or name in found:
            message = "工作簿内部的文件名不正常，可能是恶意文件"
            raise UnreadableWorkbookError(message, _VERIFY_SOURCE)
        if member.flag_bits & IS_ENCRYPTED:
            message = "文件是加密的压缩包，不是工作簿"
            raise UnreadableWorkbookError(message, "请先解压，再报送里面的 .xlsx 文件")
        if member.compress_type not in STORED_OR_DEFLATED:
            raise damaged(member.filename, "用了工作簿里不会有的压缩方法")
        found[name] = member
    return found


def _too_big(what: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        f"{what}，超出正常范围，可能是恶意文件",
        "请先向报送单位核实文件来源；确是工作簿的，请删去多余的行列和图片后另存为新的 .xlsx 文件",
    )
