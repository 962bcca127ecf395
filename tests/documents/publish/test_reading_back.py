"""What the rules get to see of a finished document."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tests.consolidation.departments import sample_department
from tests.documents.publish.made import sample_document, sample_publication
from xladdin.documents.publish.document import build_document
from xladdin.documents.publish.reading_back import read_back
from xladdin.domain.finding import Finding
from xladdin.rules.engine import check_department


def changed(document: bytes, change: Callable[[str], str]) -> bytes:
    """The file with another document.xml."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as source,
        zipfile.ZipFile(buffer, "w") as target,
    ):
        for name in source.namelist():
            text = source.read(name).decode()
            target.writestr(name, change(text) if name == "word/document.xml" else text)
    return buffer.getvalue()


def judged(document: bytes) -> list[Finding]:
    department = replace(sample_department(), publication=read_back(document, "公开文本.docx"))
    return [item for item in check_department(department) if item.rule == "D08"]


def test_it_states_what_was_written() -> None:
    document = read_back(sample_document(), "公开文本.docx")

    assert [part.heading for part in document.parts] == [
        "第一部分　部门整体绩效目标",
        "第二部分　预算项目绩效目标",
    ]
    assert len(document.tables) == 13
    first = document.tables[0]
    assert (first.project_code, first.budget, first.other) == (
        "13030624P00585110564P",
        Decimal("13.48"),
        None,
    )
    assert first.unit_line == "316001 秦皇岛市抚宁区行政审批局本级"
    assert first.amount_unit == "单位：万元"
    assert {row.cells for table in document.tables for row in table.rows} == {7}
    assert [row.number for row in first.rows] == list(range(1, 17))
    assert document.totals is None


def test_the_summary_table_gives_the_totals() -> None:
    made = build_document(replace(sample_publication(), has_summary_table=True)).content

    totals = read_back(made, "公开文本.docx").totals

    assert totals is not None
    assert (totals.budget, totals.fiscal, totals.other) == (
        Decimal("177.58"),
        Decimal("177.58"),
        Decimal(0),
    )


def test_a_sound_document_passes() -> None:
    made = build_document(replace(sample_publication(), has_summary_table=True)).content

    assert judged(sample_document()) == []
    assert judged(made) == []


def test_what_went_wrong_in_writing_is_found() -> None:
    wrong_amount = changed(sample_document(), lambda xml: xml.replace(">13.48<", ">13.84<", 1))
    no_unit = changed(sample_document(), lambda xml: xml.replace("单位：万元", "", 1))
    no_part = changed(sample_document(), lambda xml: xml.replace("第二部分　预", "预"))

    assert "预算数在公开文本里是 13.84 万元，项目表是 13.48 万元" in judged(wrong_amount)[0].message
    assert judged(no_unit)[0].message.endswith("的表没有写金额单位")
    assert "没有部分编号" in judged(no_part)[0].message
