"""The Python of one click: runs the command that the add-in gave, connected to this LibreOffice."""

import os
import sys
import traceback
from typing import NoReturn

from tests.live.calc.connect import connect


def run(command: str) -> NoReturn:
    """Run it, and end as `python -c` does, but at once.

    UNO's threads may still be at work, and crash in an interpreter that takes itself apart.
    """
    connect()
    status = 0
    try:
        exec(command, {"__name__": "__main__"})  # noqa: S102 -- as `python -c` does
    except SystemExit as ended:
        if isinstance(ended.code, str):
            sys.stderr.write(f"{ended.code}\n")
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 -- it goes to the log, as it would without us
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
