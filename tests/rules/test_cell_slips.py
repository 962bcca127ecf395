import pytest

from tests.rules.builders import check, entry, found_by, project, rows_with, submission, where
from xladdin.domain.submission import DepartmentTargets, WorkbookKind
from xladdin.rules.engine import check_submission
from xladdin.rules.settings import Settings
from xladdin.rules.words import WordList, Words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("以新思想为指导导，深入推进", "以新思想为指导导”疑似多写了一个字"),
        ("保障设备运行行", "“保障设备运行行”疑似多写"),
        ("服务群众众众多", "“服务群众众”疑似多写"),
        ("群众的的满意度", "“群众的的”疑似多写"),
        ("5万元元；含税", "“5万元元”疑似多写"),
        ("保障环保规划等专网正常运", "“…划等专网正常运”疑似没有写完"),
        ("加强队伍建，提升服务", "“加强队伍建”疑似没有写完"),
        ("用于印刷和踏勘等费。", "“…印刷和踏勘等费”疑似没有写完"),
    ],
)
def test_c20_a_character_too_many_or_too_few(text: str, said: str) -> None:
    [finding] = found_by(
        "C20", check(project(rows=rows_with({1: {"indicator_description": text}})))
    )

    assert where([finding]) == [("C20", "info", "D11")]
    assert said in finding.message
    assert finding.edits == ()


@pytest.mark.parametrize(
    "text",
    [
        "农民工工资按时发放，教职工工资足额发放",
        "项目目标完成良好，系统统一管理，指导导向明确",
        "提高高标准农田建设质量，推进进度达标",
        "2024年年底前完成，每月月底报送",
        "人人参与、天天检查、层层落实，成果累累。",
        "村村通、户户通，服务群众高高兴兴。",
        "工作扎扎实实，网络时时畅通，种种措施",
        "达到目的的同时，的的确确减负",
        "关爱妈妈、呵护宝宝；前途茫茫",
        "一一对应，逐项一一",
        "残疾人人数、用户户数、街道道路、平台台账",
        "研究研究、讨论讨论",
        "设施施工期限，备品备件，农产品品牌",
        "劳务费等费用，办公经费，正常运行，队伍建设",
        "100，AA；oo",
        "设备正常运转",
    ],
)
def test_c20_reduplications_and_words_that_meet_pass(text: str) -> None:
    findings = check(project(rows=rows_with({1: {"indicator_description": text}})))

    assert found_by("C20", findings) == []


def test_c20_looks_at_goals_line_by_line() -> None:
    [finding] = found_by("C20", check(project(goals=("1.保障专网正常运", "2.提升服务"))))

    assert where([finding]) == [("C20", "info", "B8")]
    assert "“…保障专网正常运”" in finding.message


def test_c20_looks_at_the_targets_of_the_department() -> None:
    targets = DepartmentTargets(entry("以新思想为指导导，推进改革。", "B3", "整体目标"), (), ())
    sent = submission(kind=WorkbookKind.DEPARTMENT, targets=targets, with_cover=False)

    [finding] = found_by("C20", check_submission(sent))

    assert (finding.origin.sheet, finding.origin.cell) == ("整体目标", "B3")


def test_c20_the_words_are_a_setting() -> None:
    words = Words(reduplications=WordList.of("导导"), clipped_ends=WordList(frozenset()))
    sent = submission(project(goals=("1.加强指导导", "2.保障正常运")))

    assert found_by("C20", check_submission(sent, Settings(words=words))) == []
