"""A document's file: its bytes within bounds, or in words for people why it can't be read."""

from pathlib import Path

from xladdin.errors import UnreadableDocumentError, UnreadableWorkbookError

MAX_FILE_BYTES = 50 * 1024 * 1024
DOCX_DAMAGED = "请用 Word 或 WPS 打开，检查内容后另存为新的 .docx 文件再导入"


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises UnreadableDocumentError where it can't be read or is too big."""
    try:
        if path.is_dir():
            raise UnreadableDocumentError(f"{path} 是文件夹，不是文档", "请给出要导入的文档")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as failure:
        raise UnreadableDocumentError(f"找不到文件 {path}", "请核对文件名和所在文件夹") from failure
    except (OSError, ValueError) as failure:  # ValueError: a name that no file can have
        message = f"文件 {path} 打不开（{getattr(failure, 'strerror', None) or failure}）"
        raise UnreadableDocumentError(
            message, "请关闭占用它的程序，或复制到本机后再试"
        ) from failure
    if not data:
        raise UnreadableDocumentError(f"文件 {path} 是空的（0 字节）", "请重新取得这份文档")
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableDocumentError(
            f"文件超过 {MAX_FILE_BYTES // 2**20} MB，过大", "请删去图片等无关内容后再导入"
        )
    return data


def for_documents(failure: UnreadableWorkbookError) -> UnreadableDocumentError:
    """What was found out about a package, in words about a document and its reader."""
    return UnreadableDocumentError(failure.message.replace("工作簿", "文档"), DOCX_DAMAGED)
