"""Everything the sheets are written from, computed once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd

from xladdin.consolidation.comparison import ComparedWithEarlier
from xladdin.consolidation.frames import (
    findings_frame,
    indicators_frame,
    projects_frame,
    submissions_frame,
)
from xladdin.consolidation.summary_sheets.sources import Sources
from xladdin.consolidation.tables import UnitTotals, department_totals
from xladdin.domain.department import Department, SubmissionStatus
from xladdin.domain.finding import Finding
from xladdin.domain.tracking import NOTHING_RECORDED, FileHistory


@dataclass(frozen=True, slots=True)
class Summary:
    """A department as its summary shows it. ``compared`` is a sentence where there is none."""

    department: Department
    units: Sequence[UnitTotals]
    total: UnitTotals
    projects: pd.DataFrame
    indicators: pd.DataFrame
    findings: pd.DataFrame
    submissions: pd.DataFrame
    compared: ComparedWithEarlier | str
    sources: Sources
    made_at: datetime
    histories: Mapping[str, FileHistory]

    @property
    def subject(self) -> str:
        """Department and year, as most covers state them: ``某局2024年``."""
        covers = [sent.cover for sent in self.department.counted if sent.cover]
        names = Counter(c.department.text.strip() for c in covers if not c.department.is_blank)
        years = Counter(c.year for c in covers if c.year is not None)
        name = names.most_common(1)[0][0] if names else ""
        year = f"{years.most_common(1)[0][0]}年" if years else ""
        return name + year

    @property
    def making(self) -> str:
        """When it was made, and from how many files."""
        received = self.department.received
        used = sum(item.status is SubmissionStatus.USED for item in received)
        made = f"{self.made_at:%Y-%m-%d %H:%M}"
        return f"制表时间：{made}　收到文件 {len(received)} 个，采用 {used} 个"


def summarize(
    department: Department,
    findings: Sequence[Finding],
    compared: ComparedWithEarlier | str,
    target: Path,
    histories: Mapping[str, FileHistory] = NOTHING_RECORDED,
) -> Summary:
    """Everything that the summary at ``target`` shows."""
    units, total = department_totals(department)
    return Summary(
        department=department,
        units=units,
        total=total,
        projects=projects_frame(department),
        indicators=indicators_frame(department),
        findings=findings_frame(department, findings),
        submissions=submissions_frame(department),
        compared=compared,
        sources=Sources([item.file for item in department.received], target),
        made_at=datetime.now().astimezone(),
        histories=histories,
    )
