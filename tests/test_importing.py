"""The command `import`: documents into workbooks, whole or not at all, with a full account."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from tests.command_line import Run
from tests.documents.accounts import sample_department, sample_units
from tests.documents.publish.made import sample_document
from tests.documents.word_documents import write_document
from xladdin import importing
from xladdin.documents.new_year import Treatment
from xladdin.domain.content import UnitContent, project_content
from xladdin.errors import OutputError, UnreadableDocumentError, UsageError
from xladdin.form.reading import read_submission
from xladdin.importing import REPORT_NAME, import_document
from xladdin.publishing import Wishes, publish
from xladdin.workbook import templates
from xladdin.workbook.file_reader import read_workbook

TEXT = Path(__file__).parent / "samples" / "published_2024.txt"
OWN, FIRST, SECOND = (
    "316_秦皇岛市抚宁区行政审批局_2024_整体目标.xlsx",
    "316001_秦皇岛市抚宁区行政审批局本级_2024.xlsx",
    "316003_秦皇岛市抚宁区人民政府政务服务中心_2024.xlsx",
)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "公开文本.docx"
    path.write_bytes(sample_document())
    return path


def cells(path: Path) -> list[tuple[str, object]]:
    """Every cell of a workbook, sheet by sheet."""
    return [
        (f"{sheet.name}!{cell}", entry.value)
        for sheet in read_workbook(path).sheets
        for cell, entry in sorted(sheet.cells.items())
    ]


def lines_of(report: Path) -> list[dict[str, str]]:
    with report.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_document_becomes_the_workbooks_that_it_was_made_of(
    document: Path, tmp_path: Path
) -> None:
    report = import_document(document, tmp_path / "工作簿")
    assert [workbook.path.name for workbook in report.workbooks] == [OWN, FIRST, SECOND]
    assert [w.differences for w in report.workbooks] == [(), (), ()]
    assert (report.exit_status, report.to_check) == (0, [])
    for name, (_, _, projects) in zip((FIRST, SECOND), sample_units(), strict=True):
        read = read_submission(read_workbook(tmp_path / "工作簿" / name))
        assert tuple(project_content(project) for project in read.projects) == projects


def test_text_to_workbooks_to_word_to_the_same_workbooks(tmp_path: Path) -> None:
    by_text = import_document(TEXT, tmp_path / "一")
    files = [workbook.path for workbook in by_text.workbooks]
    word = tmp_path / "公开文本.docx"
    assert publish(files, word, wishes=Wishes(with_errors=True)).output == word
    by_word = import_document(word, tmp_path / "二")
    names = [workbook.path.name for workbook in by_word.workbooks]
    assert names == [path.name for path in files]
    for path in files:
        assert cells(tmp_path / "二" / path.name) == cells(path)


def test_the_report_accounts_for_every_piece(document: Path, tmp_path: Path) -> None:
    report = import_document(document, tmp_path / "工作簿")
    lines = lines_of(report.output)
    kinds = [line["类别"] for line in lines]
    imported = report.imported
    assert kinds.count("填入") == len(report.taken)
    assert kinds.count("格式文字") == len(imported.placed) - len(report.taken)
    assert kinds.count("其他未填入") == len(imported.left_over)
    assert report.read.length == report.read.accounted
    goal = next(line for line in lines if line["填入、原因或处理"] == "316001 项目1 绩效目标1")
    assert goal["原文"] == sample_units()[0][2][0].goals[0]
    assert goal["在文档中的位置"] == "表 1 第 6 行"


def test_what_a_person_must_look_at_stands_first(tmp_path: Path) -> None:
    units = [(*sample_units()[0][:2], sample_units()[0][2][:1])]
    path = write_document(tmp_path / "另.docx", units)
    changed = Document(str(path))
    changed.add_paragraph("=附注")
    changed.save(str(path))
    report = import_document(path, tmp_path / "工作簿")
    (line,) = [line for line in lines_of(report.output) if line["类别"] == "须核对"]
    assert line["原文"] == "'=附注"  # no formula
    assert [piece.text for piece in report.to_check] == ["=附注"]


def test_the_report_is_taken_for_no_submission(document: Path, tmp_path: Path, run: Run) -> None:
    import_document(document, tmp_path / "工作簿")
    done = run("validate", tmp_path / "工作簿", "--json")
    assert len(done.json["files"]) == 3


def test_nothing_is_replaced_without_leave(document: Path, tmp_path: Path) -> None:
    folder = tmp_path / "工作簿"
    folder.mkdir()
    (folder / SECOND).write_bytes(b"mine")
    with pytest.raises(UsageError, match=f"已有 {SECOND}"):
        import_document(document, folder)
    assert [path.name for path in folder.iterdir()] == [SECOND]
    import_document(document, folder, may_replace=True)
    assert (folder / SECOND).read_bytes() != b"mine"


def test_all_or_none_are_written(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "工作簿"

    def fail(*_: object) -> None:
        raise OutputError("磁盘空间不足")

    monkeypatch.setattr(importing, "_write_report", fail)
    with pytest.raises(OutputError):
        import_document(document, folder)
    assert list(folder.iterdir()) == []


def test_a_workbook_that_reads_back_otherwise_is_told(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = templates.build_unit_workbook

    def lossy(path: Path, content: UnitContent) -> None:
        build(path, UnitContent(content.department, content.unit_code, "别名"))

    monkeypatch.setattr(templates, "build_unit_workbook", lossy)
    report = import_document(document, tmp_path / "工作簿")
    assert report.exit_status == 1
    differences = report.workbooks[1].differences
    assert any("封面" in text for text in differences)
    assert any("项目表应有 7 张，读回 0 张" in text for text in differences)


def test_progress_is_told(document: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    import_document(document, tmp_path / "工作簿", on_progress=lambda *what: told.append(what))
    assert told[0] == ("识别项目表", 1, 13)
    assert told[-1] == ("写入工作簿", 3, 3)


# --- a new year ----------------------------------------------------------------------------------


def test_a_start_for_the_new_year(document: Path, tmp_path: Path) -> None:
    report = import_document(document, tmp_path / "工作簿", 2025)
    names = [workbook.path.name for workbook in report.workbooks]
    assert names == [name.replace("2024", "2025") for name in (OWN, FIRST, SECOND)]
    read = read_submission(read_workbook(tmp_path / "工作簿" / names[1]))
    first = project_content(read.projects[0])
    before = sample_units()[0][2][0]
    assert first.name == before.name.replace("2024", "2025")
    assert (first.budget, first.fiscal, set(first.plan.values())) == (None, None, {None})
    assert first.code == before.code
    assert [row.target_value for row in first.indicators] == [
        row.target_value for row in before.indicators
    ]
    assert read.cover is not None
    assert read.cover.year == 2025
    treated = {change.treatment for change in report.changes}
    assert treated == set(Treatment)
    assert report.exit_status == 0


@pytest.mark.parametrize("year", [None, 2024])
def test_its_own_year_changes_nothing(document: Path, tmp_path: Path, year: int | None) -> None:
    assert import_document(document, tmp_path / "工作簿", year).changes == ()


def test_an_earlier_year_is_refused(document: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="应晚于文档的预算年度 2024"):
        import_document(document, tmp_path / "工作簿", 2023)
    assert not (tmp_path / "工作簿").exists()


def test_a_document_without_a_year_is_of_the_year_asked_for(tmp_path: Path) -> None:
    code, name, projects = sample_units()[0]
    nameless = replace(projects[3], code="")
    path = write_document(tmp_path / "无年度.docx", [(code, name, [nameless])])
    report = import_document(path, tmp_path / "一")
    assert report.workbooks[0].path.name == f"{code}_{name}.xlsx"
    report = import_document(path, tmp_path / "二", 2025)
    assert report.workbooks[0].path.name == f"{code}_{name}_2025.xlsx"
    assert report.changes == ()


# --- the command ---------------------------------------------------------------------------------


def test_the_command_tells_what_it_made(document: Path, tmp_path: Path, run: Run) -> None:
    done = run("import", document, "-o", tmp_path / "工作簿", "--year", 2025)
    assert done.status == 0
    for said in ("316001", "7 个项目，64 条指标", "相符", "没有须核对的内容", REPORT_NAME):
        assert said in done.out


def test_the_command_prints_json(document: Path, tmp_path: Path, run: Run) -> None:
    done = run("import", document, "-o", tmp_path / "工作簿", "--json")
    assert [unit["projects"] for unit in done.json["workbooks"]] == [0, 7, 6]
    assert done.json["workbooks"][1]["budget"] == "100.89"
    characters = done.json["characters"]
    assert characters["document"] == characters["accounted"] > 7000
    assert {piece["expected"] for piece in done.json["left_over"]} == {True}


def test_the_command_says_why_it_can_not(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "纪要.txt"
    path.write_text("会议纪要\n一、开会。\n", encoding="utf-8")
    done = run("import", path, "-o", tmp_path / "工作簿")
    assert (done.status, "没有找到项目绩效目标表" in done.err) == (3, True)
    with pytest.raises(UnreadableDocumentError):
        import_document(path, tmp_path / "工作簿")


def test_two_units_of_one_name_get_two_files(tmp_path: Path) -> None:
    _, name, projects = sample_units()[0]
    path = write_document(
        tmp_path / "两个.docx", [("316001", name, projects[:1]), ("316002", name, projects[1:2])]
    )
    report = import_document(path, tmp_path / "工作簿")
    assert len({workbook.path for workbook in report.workbooks}) == 2
    assert report.imported.units[0].department.name == sample_department().department.name
