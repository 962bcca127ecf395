"""Pressing the buttons of an add-in's ribbon, which Calc doesn't show: its callbacks are called."""

from typing import Any

import xlwings as xw

from tests.live.calc import macros


def press(
    add_in: xw.Book,
    callback: str,
    identity: str = "",
    tag: str = "",
    *,
    pressed: bool | None = None,
) -> None:
    """Do what a click does: run an `onAction` callback ("Module.Sub") and wait for its end.

    A toggle button's callback is told whether it is pressed now.

    Raises:
        ExcelRefusedError: there is no such callback, or a module doesn't compile.
    """
    told = () if pressed is None else (pressed,)
    macros.call(add_in.impl, callback, _control(add_in, identity, tag), *told)


def ask(add_in: xw.Book, callback: str, identity: str = "", tag: str = "") -> object:
    """What a `getEnabled`, `getLabel`, ... callback puts into its second argument.

    Raises:
        ExcelRefusedError: as `press`.
    """
    outcome = macros.call(add_in.impl, callback, _control(add_in, identity, tag), None)
    return outcome.by_reference[1]


def _control(add_in: xw.Book, identity: str, tag: str) -> Any:
    """An IRibbonControl: what a callback gets as its first argument."""
    context = add_in.app.impl.context
    control = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.beans.PropertyBag", context
    )
    for name, value in (("Id", identity), ("Tag", tag)):
        control.addProperty(name, 0, value)
    return control
