"""Around every button: which Excel it was, the status bar, and what a person is told of a failure.

A click never ends in an error box of VBA or Python: what a person can mend is said in xladdin's
words, anything else with what to do next; both are in the log.
"""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from logging.handlers import RotatingFileHandler
from pathlib import Path
from time import monotonic

import xlwings as xw

from xladdin import __version__
from xladdin.errors import XladdinError
from xladdin.user_files import log_file
from xladdin.workbook.live.dialogs import show_status, tell_failure
from xladdin.workbook.live.host import calling_app

_UNEXPECTED = "这一步没有完成：出现了没有预料到的情况"
_UNEXPECTED_NEXT = (
    "请先保存工作簿，再点一次；仍然不行时，请点“诊断”，并把日志文件发给本单位的信息管理员"
)
A_MOMENT = 0.5  # seconds
_OBJECTS_BETWEEN_COLLECTIONS = 100_000  # the process ends with the click: little is ever garbage
_LARGEST_LOG = 500_000  # bytes; as much again is kept of the one before


def button(action: Callable[[xw.App], None]) -> Callable[[], None]:
    """Make an entry for a button of what is to be done in the Excel that it belongs to."""

    @wraps(action)
    def click() -> None:
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
        app = calling_app()
        try:
            app.status_bar = False  # what the button before said there
            action(app)
        except XladdinError as error:
            _fail(app, action.__name__, error.message, error.next_step)
        except Exception:  # noqa: BLE001 -- whatever it is, a person is told, and the log has all
            _fail(app, action.__name__, _UNEXPECTED, _UNEXPECTED_NEXT)

    return click


@contextmanager
def progress(app: xw.App, text: str) -> Iterator[Callable[[str], None]]:
    """Say in the status bar what is being done, and with the function given what at the moment.

    Not oftener than a person can read: saying it takes its time, too.
    """
    show_status(app, f"{text}…")
    last_said = monotonic()

    def say(what: str) -> None:
        nonlocal last_said
        if monotonic() - last_said >= A_MOMENT:
            show_status(app, f"{text}：{what}…")
            last_said = monotonic()

    try:
        yield say
    finally:
        app.status_bar = False


def _fail(app: xw.App, entry: str, message: str, next_step: str) -> None:
    """Tell of the exception that is being handled."""
    log = _write_log(entry)
    with suppress(Exception):  # Excel may have failed in the middle of it
        app.status_bar = False
    parts = (f"{message}。", f"{next_step}。" if next_step else "", f"日志：{log}" if log else "")
    tell_failure(app, "\n\n".join(part for part in parts if part))


def _write_log(entry: str) -> Path | None:
    """Add the exception to the log; None where no log can be written."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_LARGEST_LOG, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.Logger(__name__)  # of its own: nothing else is written there
    logger.addHandler(handler)
    try:
        logger.exception("xladdin %s, %s", __version__, entry)
    finally:
        handler.close()
    return path
