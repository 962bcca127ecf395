"""UNO's own types, made by name; its objects carry no Python types and stay `Any`."""

from functools import cache
from types import ModuleType
from typing import Any

from tests.live.office import import_uno


@cache
def uno() -> ModuleType:
    """The `uno` module."""
    return import_uno()


def struct(name: str, *values: object) -> Any:
    """A structure of com.sun.star, its fields filled in their order."""
    return uno().createUnoStruct(f"com.sun.star.{name}", *values)


def enum(name: str, value: str) -> Any:
    """A value of an enumeration of com.sun.star."""
    return uno().Enum(f"com.sun.star.{name}", value)


def properties(**values: object) -> tuple[Any, ...]:
    """Named arguments, as UNO takes them."""
    make = uno().getClass("com.sun.star.beans.PropertyValue")
    return tuple(make(Name=name, Value=value) for name, value in values.items())


def is_mixed(cells: Any, property_name: str) -> bool:
    """Whether the cells of a range differ in a property; then its value is only the first's."""
    return bool(cells.getPropertyState(property_name).value == "AMBIGUOUS_VALUE")


def common(cells: Any, property_name: str) -> Any:
    """A property that all cells of a range share, else None (as Excel answers)."""
    return None if is_mixed(cells, property_name) else getattr(cells, property_name)
