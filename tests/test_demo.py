"""The main job on the real sample, as a user runs it: every text and every amount of it."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from tests.form.sheets import sample_projects
from xladdin.demo import run_demo
from xladdin.domain.content import project_content
from xladdin.domain.finding import Severity
from xladdin.domain.submission import Submission
from xladdin.errors import OutputError
from xladdin.rules.engine import check_submission
from xladdin.workbook.submission_file import read_submission_file

OWN, FIRST, SECOND = (
    "316_秦皇岛市抚宁区行政审批局_2024_整体目标.xlsx",
    "316001_秦皇岛市抚宁区行政审批局本级_2024.xlsx",
    "316003_秦皇岛市抚宁区人民政府政务服务中心_2024.xlsx",
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demo's folder and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    screen = io.StringIO()
    run_demo(folder, Console(file=screen, width=140))
    return folder, screen.getvalue()


def read(folder: Path, name: str) -> Submission:
    return read_submission_file(folder / "inbox" / name)


def test_it_prints_the_published_totals(demo: tuple[Path, str]) -> None:
    lines = demo[1].splitlines()
    (first,) = [line for line in lines if "316001 " in line and "│" in line]
    (second,) = [line for line in lines if "316003 " in line and "│" in line]
    (total,) = [line for line in lines if "合计" in line and "│" in line]
    assert "100.89" in first
    assert "86.46" in first
    assert "76.69" in second
    assert "58.73" in second
    assert "177.58" in total
    assert "145.20" in total
    assert "47.2350 / 91.9050 / 145.1950 / 177.58" in demo[1]


def test_the_inbox_holds_two_units_and_the_department(demo: tuple[Path, str]) -> None:
    assert sorted(path.name for path in (demo[0] / "inbox").iterdir()) == [FIRST, SECOND, OWN]
    assert (demo[0] / "汇总表.xlsx").is_file()


def test_the_document_to_publish_is_made_and_named(demo: tuple[Path, str]) -> None:
    (line,) = [line for line in demo[1].splitlines() if line.startswith("四、公开文本：")]

    assert str(demo[0] / "公开文本.docx") in line
    assert "13 个项目" in line
    assert "（样例的 2 个错误照原样公开）" in line
    assert (demo[0] / "公开文本.docx").read_bytes().startswith(b"PK")


def test_every_text_of_the_sample_is_in_the_workbooks(demo: tuple[Path, str]) -> None:
    first, second = read(demo[0], FIRST), read(demo[0], SECOND)
    assert [len(s.projects) for s in (first, second)] == [7, 6]
    assert [s.indicator_count for s in (first, second)] == [64, 57]
    contents = [project_content(p) for s in (first, second) for p in s.projects]
    assert contents == sample_projects()
    titles = [project.title.text for project in first.projects]
    assert titles[0] == "1.2024年村（社区）综合服务站政务外网费用绩效目标表"
    assert [title.partition(".")[0] for title in titles] == [str(n) for n in range(1, 8)]


def test_the_department_workbook_carries_the_three_parts(demo: tuple[Path, str]) -> None:
    own = read(demo[0], OWN)
    assert own.projects == ()
    assert own.targets is not None
    assert own.targets.overall_goal.text.endswith("确保实现“数据多跑路，群众少跑腿”。")
    assert len(own.targets.sub_goals) == 3
    assert len(own.targets.measures) == 7


def places(submission: Submission, *rules: str) -> list[tuple[str, str, str, str]]:
    return [
        (finding.rule, finding.severity.value, finding.origin.sheet, finding.origin.cell)
        for finding in check_submission(submission)
        if finding.rule in rules or finding.severity is Severity.ERROR
    ]


def test_the_defects_of_the_real_document_are_found_at_their_cells(
    demo: tuple[Path, str],
) -> None:
    """The errors are all of them; tests/golden holds whatever else is found."""
    assert places(read(demo[0], FIRST), "R13", "W08") == [
        ("W08", "warning", "项目3", "B15"),  # 保险缴纳标准性: 时效 here, 成本 in 项目2
        ("R13", "warning", "项目4", "D16"),  # description of another row
        ("R08", "error", "项目7", "E17"),  # 三定方案, the same as its basis
        ("R03", "error", "项目7", "E18"),  # ≥95满意度调查
    ]
    assert places(read(demo[0], SECOND), "R13", "S14") == [
        ("S14", "warning", "项目1", "C4"),  # 27.11 + 26.73 = 53.84 > 53.83
        ("R13", "warning", "项目1", "D15"),
        ("S14", "info", "项目4", "C4"),  # 1.58 + 1.47 = 3.05 < 3.06
    ]
    assert places(read(demo[0], OWN), "C20") == [
        ("C20", "info", "整体目标", "B3"),  # 指导导
    ]


def test_a_second_run_gives_the_same(demo: tuple[Path, str]) -> None:
    before = {p.name: p.read_bytes() for p in (demo[0] / "inbox").iterdir()}
    run_demo(demo[0], Console(file=io.StringIO(), width=140))
    assert {p.name: p.read_bytes() for p in (demo[0] / "inbox").iterdir()} == before


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "占位").write_text("")
    with pytest.raises(OutputError, match="无法建立文件夹"):
        run_demo(tmp_path / "占位", Console(file=io.StringIO()))
