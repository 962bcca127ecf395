"""What commands and buttons share and no command's test shows by itself."""

from pathlib import Path

from xladdin import services


def test_a_roster_in_the_inbox_or_around_it_is_found(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    assert services.roster_of_inbox(inbox) is None

    around = tmp_path / "单位名录.csv"
    around.touch()
    assert services.roster_of_inbox(inbox) == around

    inside = inbox / "单位名录.xlsx"
    inside.touch()
    assert services.roster_of_inbox(inbox) == inside


def test_the_roster_and_the_summary_are_no_submissions(tmp_path: Path) -> None:
    for name in ("316001.xlsx", "单位名录.xlsx", "汇总表.xlsx"):
        (tmp_path / name).touch()
    summary, roster = tmp_path / "汇总表.xlsx", tmp_path / "单位名录.xlsx"

    assert services.workbooks_to_consolidate(tmp_path, summary, roster) == [
        tmp_path / "316001.xlsx"
    ]
    assert len(services.workbooks_to_consolidate(tmp_path, summary, None)) == 2


def test_settings_in_a_folder_are_no_submissions(tmp_path: Path) -> None:
    for name in ("316001.xlsx", "校验设置.xlsx", "~$校验设置.xlsx", "今年.xlsx"):
        (tmp_path / name).touch()
    (tmp_path / "下级").mkdir()
    (tmp_path / "下级" / "校验设置.xlsx").touch()  # nobody looks for settings there
    named, below = tmp_path / "今年.xlsx", tmp_path / "下级" / "校验设置.xlsx"

    found = services.workbooks_to_consolidate(tmp_path, named)
    assert set(found) == {tmp_path / "316001.xlsx", below}
    assert named in services.workbooks_to_validate([tmp_path])
    assert tmp_path / "校验设置.xlsx" not in services.workbooks_to_validate([tmp_path])
    alone = tmp_path / "校验设置.xlsx"
    assert services.workbooks_to_validate([alone]) == [alone]
