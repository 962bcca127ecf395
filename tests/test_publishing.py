"""Publishing as a user asks for it: what is in the way, what is written, what is said.

LibreOffice is away here, but for tests/live/test_publishing_live.py.
"""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from tests.command_line import Run
from tests.workbook import contents
from xladdin import publishing
from xladdin.documents import pdf_maker
from xladdin.documents.publish import reading_back
from xladdin.domain.content import UnitContent
from xladdin.domain.publication import PublishedDocument
from xladdin.errors import OutputError
from xladdin.publishing import Wishes, publish, sources_to_publish
from xladdin.workbook.templates import build_department_workbook, build_unit_workbook

MENDED = {"三定方案": "优", "≥95满意度调查": "≥95%"}  # the two errors of the sample


class Office:
    """A LibreOffice that prints nothing that anybody could read."""

    def to_pdf(self, _document: bytes) -> bytes:
        raise OutputError("LibreOffice 没有生成 PDF", "")


@pytest.fixture(autouse=True)
def without_a_program_for_pdfs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_maker, "find_pdf_maker", lambda: None)


def mended(unit: UnitContent) -> UnitContent:
    """The unit without errors; its first projects are enough."""
    projects = [
        replace(
            project,
            indicators=tuple(
                replace(row, target_value=MENDED.get(row.target_value, row.target_value))
                for row in project.indicators
            ),
        )
        for project in unit.projects
    ]
    return replace(unit, projects=tuple(projects))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An inbox with errors, and one without."""
    made = {}
    for name in ("有错误", "已改正"):
        folder = made[name] = tmp_path_factory.mktemp("inboxes") / name
        folder.mkdir()
        for code, unit in contents.sample_units().items():
            build_unit_workbook(folder / f"{code}.xlsx", mended(unit) if name == "已改正" else unit)
        build_department_workbook(folder / "316_整体目标.xlsx", contents.sample_department())
    return made


@pytest.fixture
def wrong(folders: dict[str, Path]) -> Path:
    return folders["有错误"]


@pytest.fixture
def right(folders: dict[str, Path]) -> Path:
    return folders["已改正"]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "公开文本.docx"


def text_of(path: Path) -> str:
    return "\n".join(p.text for p in Document(io.BytesIO(path.read_bytes())).paragraphs)


# --- errors ---------------------------------------------------------------------------------------


def test_errors_are_named_and_nothing_is_written(run: Run, wrong: Path, output: Path) -> None:
    done = run("publish", wrong, "-o", output)

    assert (done.status, output.exists()) == (1, False)
    assert "项目7" in done.out
    assert "E17" in done.out
    assert "R08" in done.out
    assert "没有生成公开文本：请先改正以上错误；确要照现在的内容生成，加 --with-errors" in done.out
    assert "R13" not in done.out  # a warning is in nobody's way


def test_in_spite_of_errors_where_that_is_wished_for(run: Run, wrong: Path, output: Path) -> None:
    done = run("publish", wrong, "-o", output, "--with-errors", "--json")

    assert done.status == 1
    assert (done.json["output"], done.json["refused"]) == (str(output), False)
    assert done.json["projects"] == 13
    assert done.json["total"]["budget"] == "177.58"
    assert "13.政务大厅宽带费用绩效目标表" in text_of(output)


def test_without_errors_it_is_written(run: Run, right: Path, output: Path) -> None:
    done = run("publish", right, "-o", output)

    assert done.status == 0, done.out
    assert f"公开文本：{output}（13 个项目）" in done.out
    assert "目录的页码按版式推算" in done.out
    assert "深入贯彻落实党的二十大精神" in text_of(output)


def test_a_file_that_cannot_be_read_may_be_a_submission(
    run: Run, right: Path, output: Path
) -> None:
    bad = right / "坏文件.xlsx"
    bad.write_bytes(b"PK")
    try:
        refused = run("publish", right, "-o", output)
        assert (refused.status, output.exists()) == (3, False)
        assert "无法读取" in refused.out
        assert "坏文件.xlsx" in refused.out
        assert run("publish", right, "-o", output, "--with-errors").status == 3
    finally:
        bad.unlink()
    assert output.exists()


def test_what_went_wrong_in_the_document_itself_is_in_the_way(
    monkeypatch: pytest.MonkeyPatch, right: Path, output: Path
) -> None:
    real = reading_back.read_back

    def with_another_amount(document: bytes, file: str) -> PublishedDocument:
        read = real(document, file)
        first, *others = read.tables
        return replace(read, tables=(replace(first, budget=Decimal(1)), *others))

    monkeypatch.setattr(reading_back, "read_back", with_another_amount)
    report = publish(sources_to_publish(right).files, output)

    assert [item.rule for item in report.errors] == ["D08"]
    assert report.output is None
    assert not output.exists()


def test_what_may_be_private_is_shown_and_in_nobodys_way(
    run: Run, tmp_path: Path, output: Path
) -> None:
    unit = mended(contents.sample_units()["316001"])
    told = replace(unit.projects[0], fund_use="用于网络费用，联系电话：13912345678")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    build_unit_workbook(inbox / "316001.xlsx", replace(unit, projects=(told,)))
    build_department_workbook(inbox / "316.xlsx", contents.sample_department())

    done = run("publish", inbox, "-o", output)

    assert done.status == 0, done.out
    assert "D07" in done.out
    assert "139****78" in done.out
    assert "有 1 处内容可能不宜公开，请核对" in done.out


# --- whose document -------------------------------------------------------------------------------


def test_without_the_departments_own_workbook_the_first_part_is_marked(
    right: Path, output: Path
) -> None:
    files = [path for path in sources_to_publish(right).files if "整体目标" not in path.name]

    report = publish(files, output, wishes=Wishes(with_errors=True))

    assert report.notes[0].startswith("没有收到部门整体绩效目标的工作簿")
    assert "（部门整体绩效目标未报送）" in text_of(output)
    assert text_of(output).startswith("秦皇岛市抚宁区行政审批局\n2024年部门预算绩效目标")


def test_no_project_no_document(run: Run, tmp_path: Path, output: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    done = run("publish", inbox, "-o", output)

    assert done.status == 2
    assert "没有可以公开的项目" in done.err


def test_a_summary_leads_to_its_sources(run: Run, right: Path, tmp_path: Path) -> None:
    summary, output = tmp_path / "汇总表.xlsx", tmp_path / "文本.docx"
    run("consolidate", right, "-o", summary)

    done = run("publish", summary, "-o", output, "--summary-table", "--json")

    assert done.status == 0
    assert len(done.json["submissions"]) == 3
    assert "预算项目汇总表" in text_of(output)


def test_a_summary_whose_sources_changed_since_is_not_published(
    run: Run, right: Path, tmp_path: Path
) -> None:
    inbox, summary = tmp_path / "inbox", tmp_path / "汇总表.xlsx"
    inbox.mkdir()
    for path in right.iterdir():
        (inbox / path.name).write_bytes(path.read_bytes())
    run("consolidate", inbox, "-o", summary)
    build_unit_workbook(
        inbox / "316003.xlsx", replace(contents.sample_units()["316003"], projects=())
    )

    changed = run("publish", summary, "-o", tmp_path / "文本.docx")
    (inbox / "316003.xlsx").unlink()
    gone = run("publish", summary, "-o", tmp_path / "文本.docx")

    assert (changed.status, gone.status) == (2, 2)
    assert "汇总之后又改动过：316003.xlsx。请先重新汇总" in changed.err
    assert "找不到来源文件" in gone.err


@pytest.mark.parametrize(
    ("name", "said"),
    [("没有", "找不到"), ("316001.xlsx", "不是部门汇总表"), ("公开.txt", "汇总表读不了")],
)
def test_what_is_neither_folder_nor_summary(
    run: Run, right: Path, tmp_path: Path, output: Path, name: str, said: str
) -> None:
    (tmp_path / "316001.xlsx").write_bytes((right / "316001.xlsx").read_bytes())
    (tmp_path / "公开.txt").write_text("公开")

    done = run("publish", tmp_path / name, "-o", output)

    assert done.status == 2
    assert said in done.err


# --- the files ------------------------------------------------------------------------------------


def test_a_document_is_replaced_only_where_that_is_wished_for(
    run: Run, right: Path, output: Path
) -> None:
    output.write_text("改过的")

    refused = run("publish", right, "-o", output)
    assert refused.status == 2
    assert "已存在" in refused.err
    assert output.read_text() == "改过的"
    assert run("publish", right, "-o", output, "--force").status == 0
    assert "绩效目标表" in text_of(output)


def test_the_same_workbooks_give_the_same_document(right: Path, tmp_path: Path) -> None:
    files = sources_to_publish(right).files
    one, other = tmp_path / "一.docx", tmp_path / "二.docx"
    publish(files, one)
    publish(files, other)

    assert one.read_bytes() == other.read_bytes()


def test_a_pdf_needs_a_program_that_makes_it(run: Run, right: Path, output: Path) -> None:
    done = run("publish", right, "-o", output, "--pdf")

    assert done.status == 2
    assert "没有找到 LibreOffice、Word 或 WPS，不能生成 PDF" in done.err
    assert not output.exists()


def test_a_pdf_that_is_not_made_is_told(
    monkeypatch: pytest.MonkeyPatch, right: Path, output: Path
) -> None:
    monkeypatch.setattr(pdf_maker, "find_pdf_maker", Office)
    files = sources_to_publish(right).files

    report = publish(files, output, wishes=Wishes(publishing.PdfWish.IF_POSSIBLE))
    assert (report.output, report.pdf) == (output, None)
    assert report.notes[0] == "LibreOffice 没有生成 PDF"

    monkeypatch.setattr(pdf_maker, "require_pdf_maker", Office)
    wishes = Wishes(publishing.PdfWish.REQUIRED, may_replace=True)
    before = output.read_bytes()
    with pytest.raises(OutputError):
        publish(files, output, wishes=wishes)
    assert output.read_bytes() == before


def test_only_a_word_document_is_written(run: Run, right: Path, tmp_path: Path) -> None:
    done = run("publish", right, "-o", tmp_path / "公开文本.pdf")

    assert done.status == 2
    assert "公开文本是 .docx 文件" in done.err


def test_progress_is_told(right: Path, output: Path) -> None:
    read: list[Path] = []
    steps: list[str] = []
    publish(sources_to_publish(right).files, output, on_read=read.append, on_step=steps.append)

    assert len(read) == 3
    assert steps == ["正在生成公开文本"]
