"""What changed since an earlier summary: projects added, removed, and amounts that differ."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from xladdin.consolidation.earlier import PROJECT_TEXTS, EarlierSummary
from xladdin.consolidation.frames import AMOUNTS

ADDED, REMOVED, CHANGED = "新增", "删除", "变更"
_KEY = ["key", "occurrence"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``changes`` has a row a project that was added, removed or changed in an amount.

    Its columns: ``change`` (新增, 删除, 变更), unit and project as they are now (or were), and for
    each amount ``old_*`` and ``new_*``, None where the project or a readable amount is missing.
    """

    earlier: EarlierSummary
    changes: pd.DataFrame
    unchanged: int

    def count(self, change: str) -> int:
        """Number of projects with that change."""
        return int((self.changes["change"] == change).sum())


def compare(earlier: EarlierSummary, projects: pd.DataFrame) -> Comparison:
    """Match the projects of both by code (by name where there is none) and list what differs."""
    is_named = (projects["project_code"] != "") | (projects["project_name"] != "")
    now = projects[is_named][[*PROJECT_TEXTS, *AMOUNTS]]
    both = _keyed(earlier.projects).merge(
        _keyed(now), how="outer", on=_KEY, suffixes=("_old", "_new"), indicator="side"
    )
    rows = []
    for line in both.to_dict("records"):
        change = _change_of(line)
        if change:
            side = "old" if change == REMOVED else "new"
            row: dict[str, object] = {"change": change}
            row |= {name: line[f"{name}_{side}"] for name in PROJECT_TEXTS}
            for name in AMOUNTS:
                row[f"old_{name}"] = _known(line[f"{name}_old"])
                row[f"new_{name}"] = _known(line[f"{name}_new"])
            rows.append(row)
    order = (ADDED, REMOVED, CHANGED)
    rows.sort(key=lambda row: (order.index(str(row["change"])), str(row["unit_code"])))
    columns = [
        *("change", *PROJECT_TEXTS),
        *(f"{side}_{name}" for name in AMOUNTS for side in ("old", "new")),
    ]
    changes = pd.DataFrame(rows, columns=columns, dtype=object)
    return Comparison(earlier, changes, len(both) - len(rows))


def _keyed(projects: pd.DataFrame) -> pd.DataFrame:
    """With the columns that match projects: code or name, and which of its occurrences it is."""
    keyed = projects.copy()
    codes, names = keyed["project_code"], keyed["project_name"]
    keyed["key"] = codes.where(codes != "", names)
    keyed["occurrence"] = keyed.groupby("key").cumcount()
    return keyed


def _change_of(line: Mapping[Hashable, object]) -> str:
    if line["side"] == "right_only":
        return ADDED
    if line["side"] == "left_only":
        return REMOVED
    pairs = ((line[f"{name}_old"], line[f"{name}_new"]) for name in AMOUNTS)
    return CHANGED if any(_known(old) != _known(new) for old, new in pairs) else ""


def _known(amount: object) -> Decimal | None:
    """Nothing where pandas filled, with NaN, what the other side lacks."""
    return amount if isinstance(amount, Decimal) else None
