"""The open workbook, through xlwings: read as a file is read, written only where it must be."""

import sys
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from types import ModuleType

_LEFT_OUT = ("numpy", "pandas")


def _import_xlwings_alone() -> None:
    """Import xlwings in a sixth of the time, which a person waits for at every click.

    It takes these along where they are installed, for arrays and data frames that nobody here hands
    over. They can be imported afterwards as ever.
    """
    if "xlwings" not in sys.modules and not any(name in sys.modules for name in _LEFT_OUT):
        modules = cast("dict[str, ModuleType | None]", sys.modules)
        modules.update(dict.fromkeys(_LEFT_OUT))
        try:
            import xlwings  # noqa: F401
        finally:
            for name in _LEFT_OUT:
                del modules[name]


def _leave_other_excels_alone() -> None:
    """Keep xlwings from ending, when Python ends, every Excel that shows no workbook of its own.

    That may be the one in which somebody looks at a workbook in the protected view.
    """
    if sys.platform == "win32":
        import atexit

        from xlwings import _xlwindows

        atexit.unregister(_xlwindows.cleanup)


_import_xlwings_alone()
_leave_other_excels_alone()
