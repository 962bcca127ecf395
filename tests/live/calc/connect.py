"""Connecting xlwings in this process with a running LibreOffice."""

import os

import xlwings as xw

from tests.live.calc.engine import NAME, Engine
from tests.live.office import OfficeError, remote_context

VARIABLE = "XLADDIN_TEST_OFFICE"
"""The environment variable that tells another process the address (`Office.address`)."""


def connect(address: str | None = None) -> xw.App:
    """Make the LibreOffice at an address the one that `xw.apps`, `xw.books`, ... speak of.

    Without an address the environment variable says it: so begins a process that a macro
    started (see run_python).

    Raises:
        OfficeError: nobody said where it is.
    """
    address = address or os.environ.get(VARIABLE)
    if not address:
        raise OfficeError(f"{VARIABLE} doesn't say where LibreOffice is")
    engine = xw.Engine(impl=Engine(remote_context(address), address))
    xw.engines.add(engine)
    engine.activate()
    return next(iter(engine.apps))


class Connected:
    """A connection for a while; afterwards every workbook is closed and xlwings is as before."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._engine_before = xw.engines.active

    def __enter__(self) -> xw.App:
        self._app = connect(self._address)
        return self._app

    def __exit__(self, *_: object) -> None:
        try:
            self._app.quit()
        finally:
            xw.engines.engines.remove(xw.engines.engines_by_name.pop(NAME))
            xw.engines.active = self._engine_before
