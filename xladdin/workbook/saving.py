"""Writing a file whole or not at all: what stood there before stays until the new one is safe."""

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from xladdin.errors import OutputError, XladdinError

_DISK_FULL = ("磁盘空间不足", "请清理磁盘，或换一个位置保存")
_BY_NUMBER = {
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: _DISK_FULL,
    errno.EFBIG: _DISK_FULL,
    errno.EROFS: ("所在磁盘是只读的", "请换一个位置保存"),
    errno.ENAMETOOLONG: ("文件名过长", "请改短文件名"),
    errno.EISDIR: ("已经有一个同名的文件夹", "请换一个文件名保存"),
}


@contextlib.contextmanager
def replace_whole(path: Path, *, may_replace: bool = True) -> Iterator[Path]:
    """Give a temporary path, in the folder of ``path``, to write to; then put it in its place.

    The block writes that file and closes it. When it ends well, the file is flushed to the disk
    and replaces ``path``, whose permissions it takes over; when anything fails, it is removed and
    what stood at ``path`` is as before. A link is followed. Raises OutputError for every OSError,
    the block's own among them, and those that a writer put into an error of its own. Where it
    may not replace, and something stands there, it raises FileExistsError instead.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".xladdin-{secrets.token_hex(8)}.tmp")  # short: names have limits
    try:
        _begin(temporary, target)
        yield temporary
        _finish(temporary, target, may_replace)
    except XladdinError:
        raise
    except Exception as failure:
        if isinstance(failure, FileExistsError) and not may_replace:
            raise
        # XlsxWriter raises FileCreateError while it handles the OSError.
        cause = failure if isinstance(failure, OSError) else failure.__context__
        if not isinstance(cause, OSError):
            raise
        raise _explain(cause, target) from failure
    finally:
        # Gone when all went well; else the failure under way is what the reader must hear of.
        with contextlib.suppress(OSError):
            temporary.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder of the user's own, and those around it, where they are missing.

    Raises OutputError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise OutputError(
            f"没有建成文件夹 {folder}：{failure.strerror}", "请联系本单位的信息管理员"
        ) from failure


def _begin(temporary: Path, target: Path) -> None:
    """Fail before the work where it is clear that the result can't be put in its place."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    temporary.touch(exist_ok=False)  # with the permissions that new files get


def _finish(temporary: Path, target: Path, may_replace: bool) -> None:
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    if not may_replace:
        _put_where_nothing_stands(temporary, target)
        return
    if target.exists():
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    temporary.replace(target)


def _put_where_nothing_stands(temporary: Path, target: Path) -> None:
    """In one step, so that of two programs that put a file there only one succeeds."""
    if os.name != "nt":  # Windows refuses by itself to rename onto a file
        try:
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError:  # a share without hard links: as good as can be there
            if _stands(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        else:
            return
    temporary.rename(target)


def _stands(target: Path) -> bool:
    return os.access(target, os.F_OK)  # Path.exists would raise anew where a name is too long


def _explain(failure: OSError, target: Path) -> OutputError:
    what, next_step = _what_and_next_step(failure, target)
    is_kept = _stands(target) and failure.errno != errno.EISDIR
    kept = "，原来的文件没有改动" if is_kept else ""
    return OutputError(f"没有写成 {target}：{what}{kept}", next_step)


def _what_and_next_step(failure: OSError, target: Path) -> tuple[str, str]:
    if failure.errno in _BY_NUMBER:
        return _BY_NUMBER[failure.errno]
    match failure:
        case PermissionError() if _stands(target):
            what = "文件正在 Excel 或 WPS 中打开，或者没有写入权限"
            return what, "请关闭该文件后再试，或换一个文件名保存"
        case PermissionError():
            return f"文件夹 {target.parent} 没有写入权限", "请换一个可以写入的文件夹"
        case FileNotFoundError():
            return f"文件夹 {target.parent} 不存在", "请先建立这个文件夹，或换一个位置保存"
        case NotADirectoryError():
            return f"{target.parent} 不是文件夹", "请换一个位置保存"
        case _:
            return failure.strerror or str(failure), "请检查磁盘和文件名后再试"
