"""docs/pictures/ribbon.svg: the tab as ribbon.xml describes it (`make pictures` writes it).

A sketch of groups, labels and keytips; Excel draws the icons.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from xladdin.addin.build import RIBBON

_NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
_ROWS = 3  # small buttons stand three below each other
_LARGE, _SMALL, _ROW, _TOP, _GAP = 92, 116, 28, 44, 12  # pixels
_HEIGHT = _TOP + _ROWS * _ROW + 34


@dataclass(frozen=True, slots=True)
class Control:
    """A button of a group, or a menu with its entries."""

    label: str
    keytip: str
    is_large: bool
    entries: tuple[str, ...] = ()


def controls_of(group: ET.Element) -> Iterator[Control]:
    """The buttons of a group, those of a menu as entries of the one they hang on."""
    for element in group:
        kind = element.tag.removeprefix(_NAMESPACE)
        buttons = [each.get("label", "") for each in element.iter(f"{_NAMESPACE}button")]
        is_large = element.get("size") == "large"
        keytip = element.get("keytip", "")
        if kind == "splitButton":
            yield Control(buttons[0], keytip, is_large, tuple(buttons[1:]))
        elif kind != "separator":
            yield Control(element.get("label", ""), keytip, is_large)


def ribbon_picture() -> str:
    """The tab as SVG."""
    (tab,) = ET.parse(RIBBON).iter(f"{_NAMESPACE}tab")  # noqa: S314 -- our own file
    left, drawn = _GAP, [_text(_GAP + 46, 20, tab.get("label", ""), "bold", "#1F6F43")]
    for group in tab:
        width, shapes = _group(list(controls_of(group)), left)
        drawn += shapes
        drawn.append(_text(left + width / 2, _HEIGHT - 12, group.get("label", ""), "", "#666666"))
        left += width + _GAP
        drawn.append(_line(left, _TOP - 8, _HEIGHT - 6))
        left += _GAP
    size = f'width="{left}" height="{_HEIGHT}" viewBox="0 0 {left} {_HEIGHT}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
        'font-family="Microsoft YaHei, Noto Sans CJK SC, sans-serif" font-size="13">\n'
        f'<rect width="{left}" height="{_HEIGHT}" fill="#F5F6F7"/>\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    )


def _group(controls: list[Control], left: int) -> tuple[int, list[str]]:
    """Width and shapes of a group's controls: large ones alone, small ones three a column."""
    start, row = left, 0
    shapes: list[str] = []
    for control in controls:
        if control.is_large and row:
            left, row = left + _SMALL, 0
        width, height = (_LARGE, _ROWS * _ROW) if control.is_large else (_SMALL, _ROW)
        top = _TOP + row * _ROW
        shapes += _button(control, left, top, (width, height))
        row = _ROWS if control.is_large else row + 1
        if row == _ROWS:
            left, row = left + width, 0
    return left + (_SMALL if row else 0) - start, shapes


def _button(control: Control, left: float, top: float, size: tuple[float, float]) -> list[str]:
    width, height = size
    arrow = " ▾" if control.entries else ""
    title = f"<title>{escape('、'.join(control.entries))}</title>"
    box = (
        f'<rect x="{left + 2}" y="{top + 2}" width="{width - 4}" height="{height - 4}" rx="3" '
        f'fill="#FFFFFF" stroke="#C8C8C8">{title}</rect>'
    )
    label = _text(left + width / 2, top + height / 2 + 5, control.label + arrow, "", "#222222")
    return [box, label, _keytip(left + width - 14, top + 13, control.keytip)]


def _keytip(x: float, y: float, text: str) -> str:
    return f'<text x="{x}" y="{y}" font-size="9" fill="#999999">{escape(text)}</text>'


def _text(x: float, y: float, text: str, weight: str, colour: str) -> str:
    bold = f' font-weight="{weight}"' if weight else ""
    middle = f'text-anchor="middle" fill="{colour}"{bold}'
    return f'<text x="{x:g}" y="{y:g}" {middle}>{escape(text)}</text>'


def _line(x: float, top: float, bottom: float) -> str:
    return f'<line x1="{x:g}" y1="{top}" x2="{x:g}" y2="{bottom}" stroke="#D8D8D8"/>'
