"""The sketch of the tab in docs/pictures."""

import xml.etree.ElementTree as ET
from pathlib import Path

from scripts.draw_ribbon import ribbon_picture
from xladdin.addin.build import RIBBON

KEPT = Path(__file__).parents[2] / "docs" / "pictures" / "ribbon.svg"


def test_the_kept_sketch_is_of_this_ribbon() -> None:
    assert KEPT.read_text(encoding="utf-8") == ribbon_picture(), "run: make pictures"


def test_every_label_of_the_ribbon_is_on_it() -> None:
    labels = {each.get("label", "") for each in ET.parse(RIBBON).iter()} - {""}  # noqa: S314
    drawn = {"".join(each.itertext()) for each in ET.fromstring(ribbon_picture()).iter()}  # noqa: S314

    shown = {text.removesuffix(" ▾") for texts in drawn for text in texts.split("、")}
    assert labels - shown == set()
