"""The engine: what xlwings asks of a spreadsheet application besides its objects."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from tests.live.calc.app import App, Apps
from tests.live.calc.values import ERROR_TEXTS

NAME = "calc"


class Engine:
    """Connects xlwings with one running LibreOffice."""

    name = NAME
    type = "desktop"

    def __init__(self, context: Any, address: str) -> None:
        self.apps = Apps()
        self.apps.apps.append(App(self, context, address))

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: object) -> object:
        """Make plain Python of NumPy's and pandas' values, and of what is missing nothing."""
        if value is None or value != value:  # noqa: PLR0124 -- NaN and NaT
            return None
        if hasattr(value, "to_pydatetime"):
            return value.to_pydatetime()
        return value.item() if hasattr(value, "item") else value

    @staticmethod
    def clean_value_data(
        rows: Sequence[Sequence[Any]],
        datetime_builder: Callable[..., object],
        empty_as: object,
        number_builder: Callable[[float], object] | None,
        err_to_str: bool,
    ) -> list[list[object]]:
        """Turn what Range.Value gave into what `options` asked for."""

        def clean(value: Any) -> object:
            match value:
                case None | "":
                    return empty_as
                case datetime():
                    parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
                    known = {part: getattr(value, part) for part in parts}
                    return datetime_builder(**known, tzinfo=None)
                case float() if number_builder is not None:
                    return number_builder(value)
                case int() if value in ERROR_TEXTS:
                    return ERROR_TEXTS[value] if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in rows]
