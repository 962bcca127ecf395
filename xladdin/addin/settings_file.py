"""The settings file that the add-in's VBA reads: lines of ``"NAME","value"``.

VBA reads it (``Input #``) in the system's code page, not in UTF-8.
"""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from xladdin.errors import DataFileError, UsageError
from xladdin.workbook.saving import replace_whole

INTERPRETER = "INTERPRETER_WIN"  # the name that xlwings gave it
_ANEW = "请删除这个文件，再运行 xladdin addin install"
_UNSAFE = '"%'  # a quote ends the value; cmd.exe expands what stands between percent signs


def read_settings(path: Path, encoding: str) -> dict[str, str]:
    """Settings by name in capitals, {} where there is no file. Raises DataFileError."""
    try:
        text = path.read_bytes().decode(encoding)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as failure:
        raise DataFileError(f"设置文件 {path} 无法读取", _ANEW) from failure
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    if any(len(row) != 2 for row in rows):
        raise DataFileError(f"设置文件 {path} 的格式不对", _ANEW)
    return {name.upper(): value for name, value in rows}


def write_settings(path: Path, settings: Mapping[str, str], encoding: str) -> None:
    """Replace the file. Raises OutputError."""
    text = "".join(f'"{name}","{value}"\r\n' for name, value in settings.items())
    with replace_whole(path) as temporary:
        temporary.write_bytes(text.encode(encoding))


def require_plain_for_vba(path: Path, encoding: str) -> None:
    """Raise UsageError for a path that VBA or cmd.exe could not take as it stands."""
    strange = [letter for letter in str(path) if letter in _UNSAFE or not _has(encoding, letter)]
    if strange:
        raise UsageError(
            f"路径 {path} 中的“{''.join(dict.fromkeys(strange))}”，Excel 的宏无法使用",
            "请把 Python 装到不含这些字符的文件夹（例如只含英文字母），再安装加载项",
        )


def _has(encoding: str, letter: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
