"""The open workbook, through xlwings: read as a file is read, written only where it must be."""

import sys
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from types import ModuleType

_PANDAS = "pandas"


def _import_xlwings_without_pandas() -> None:
    """Import xlwings in a third of the time, which a person waits for at every click.

    It takes pandas along where it is installed, for data frames that nobody here hands over.
    pandas itself can be imported afterwards as ever.
    """
    if "xlwings" not in sys.modules and _PANDAS not in sys.modules:
        cast("dict[str, ModuleType | None]", sys.modules)[_PANDAS] = None
        try:
            import xlwings  # noqa: F401
        finally:
            del sys.modules[_PANDAS]


def _leave_other_excels_alone() -> None:
    """Keep xlwings from ending, when Python ends, every Excel that shows no workbook of its own.

    That may be the one in which somebody looks at a workbook in the protected view.
    """
    if sys.platform == "win32":
        import atexit

        from xlwings import _xlwindows

        atexit.unregister(_xlwindows.cleanup)


_import_xlwings_without_pandas()
_leave_other_excels_alone()
