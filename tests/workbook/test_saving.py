import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import xlsxwriter

from xladdin.errors import OutputError, UnreadableWorkbookError
from xladdin.workbook.saving import replace_whole


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(b"old")
    return path


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def assert_unchanged(target: Path) -> None:
    assert target.read_bytes() == b"old"
    assert names(target.parent) == [target.name]


def save(path: Path) -> None:
    with replace_whole(path) as temporary:
        temporary.write_bytes(b"new")


def test_the_new_file_takes_the_place_of_the_old(target: Path) -> None:
    with replace_whole(target) as temporary:
        assert temporary.parent == target.parent
        temporary.write_bytes(b"new")
        assert target.read_bytes() == b"old"

    assert target.read_bytes() == b"new"
    assert names(target.parent) == [target.name]


def test_a_new_file(tmp_path: Path) -> None:
    save(tmp_path / "新.xlsx")

    assert (tmp_path / "新.xlsx").read_bytes() == b"new"
    assert names(tmp_path) == ["新.xlsx"]


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 83 + ".xlsx")  # 254 bytes

    save(path)

    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_stay(target: Path, mode: int) -> None:
    target.chmod(mode)

    save(target)

    assert target.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_a_new_file_gets_the_usual_permissions(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        save(tmp_path / "新.xlsx")
    finally:
        os.umask(before)

    assert (tmp_path / "新.xlsx").stat().st_mode & 0o777 == mode


def test_a_link_stays_a_link(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "链接.xlsx"
    link.symlink_to(target)

    save(link)

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_the_file_is_on_the_disk_before_it_replaces(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(descriptor: int) -> None:
        fsync(descriptor)
        steps.append("fsync")

    def noted_replace(self: Path, other: Path) -> Path:
        steps.append("replace")
        return replace(self, other)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)

    save(target)

    assert steps == ["fsync", "replace"]


@pytest.mark.parametrize("failure", [RuntimeError("bug"), KeyboardInterrupt()])
def test_a_failure_that_is_not_about_files_passes(target: Path, failure: BaseException) -> None:
    def fail_half_way() -> None:
        with replace_whole(target) as temporary:
            temporary.write_bytes(b"half")
            raise failure

    with pytest.raises(type(failure)):
        fail_half_way()

    assert_unchanged(target)


def test_an_error_for_people_passes_as_it_is(target: Path) -> None:
    def read_source() -> None:
        try:
            (target.parent / "没有.xlsx").read_bytes()
        except FileNotFoundError as failure:
            raise UnreadableWorkbookError("读不了") from failure

    with pytest.raises(UnreadableWorkbookError, match="读不了"), replace_whole(target):
        read_source()

    assert_unchanged(target)


# A disk that is full: the system's own answers


def lead_to_a_full_disk(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/full")


def test_a_full_disk(target: Path) -> None:
    def write() -> None:
        with replace_whole(target) as temporary:
            lead_to_a_full_disk(temporary)
            temporary.write_bytes(b"new")

    with pytest.raises(OutputError, match=r"磁盘空间不足，原来的文件没有改动。请清理磁盘"):
        write()

    assert_unchanged(target)


# XlsxWriter leaves its zip file to the garbage collector, which fails to finish it once more.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_under_xlsxwriter(target: Path) -> None:
    def write() -> None:
        with replace_whole(target) as temporary, xlsxwriter.Workbook(str(temporary)) as book:
            book.add_worksheet()
            lead_to_a_full_disk(temporary)

    with pytest.raises(OutputError, match=r"汇总\.xlsx：磁盘空间不足"):
        write()

    assert_unchanged(target)


def test_a_disk_that_fills_up_while_writing(target: Path) -> None:
    program = textwrap.dedent(
        """
        import resource, sys
        from pathlib import Path
        from xladdin.errors import OutputError
        from xladdin.workbook.saving import replace_whole
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        try:
            with replace_whole(Path(sys.argv[1])) as temporary:
                temporary.write_bytes(bytes(100_000))
        except OutputError as failure:
            sys.stdout.buffer.write(str(failure).encode())
        """
    )
    run = subprocess.run(  # noqa: S603 -- this Python, our own program
        [sys.executable, "-c", program, str(target)],
        stdout=subprocess.PIPE,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert "磁盘空间不足，原来的文件没有改动" in run.stdout.decode()
    assert_unchanged(target)


# Places where nothing can be written: true for root too


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"文件夹 .*没有 不存在。请先建立这个文件夹"):
        save(tmp_path / "没有" / "汇总.xlsx")

    assert names(tmp_path) == []


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "汇总.xlsx").mkdir()

    with pytest.raises(OutputError, match="已经有一个同名的文件夹"):
        save(tmp_path / "汇总.xlsx")

    assert names(tmp_path) == ["汇总.xlsx"]


def test_a_file_in_place_of_the_folder(target: Path) -> None:
    with pytest.raises(OutputError, match=r"汇总\.xlsx 不是文件夹"):
        save(target / "汇总.xlsx")

    assert_unchanged(target)


def test_a_name_too_long(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="文件名过长。请改短文件名"):
        save(tmp_path / ("长" * 200 + ".xlsx"))

    assert names(tmp_path) == []


def test_a_folder_of_the_system_that_takes_no_files() -> None:
    with pytest.raises(OutputError, match=r"没有写成 /proc/汇总\.xlsx"):
        save(Path("/proc/汇总.xlsx"))


# What root or this system never meets: the system's answer is put in


def refusing(number: int) -> object:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def test_a_file_that_is_open_in_excel(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", refusing(errno.EACCES))  # as on Windows

    with pytest.raises(OutputError, match=r"正在 Excel 或 WPS 中打开.*请关闭该文件后再试"):
        save(target)

    assert_unchanged(target)


def test_a_file_that_may_only_be_read(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(OutputError, match="没有写入权限"):
        save(target)

    assert_unchanged(target)


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "touch", refusing(errno.EACCES))

    with pytest.raises(OutputError, match=r"文件夹 .* 没有写入权限。请换一个可以写入的文件夹"):
        save(tmp_path / "汇总.xlsx")


def test_a_disk_that_may_only_be_read(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "touch", refusing(errno.EROFS))

    with pytest.raises(OutputError, match="所在磁盘是只读的"):
        save(target)

    assert_unchanged(target)


def test_a_disk_that_fails_at_the_end(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", refusing(errno.EIO))

    with pytest.raises(OutputError, match=r"没有写成 .*汇总\.xlsx：.*请检查磁盘"):
        save(target)

    assert_unchanged(target)


def test_what_may_not_be_replaced_stays(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    with replace_whole(path, may_replace=False) as temporary:
        temporary.write_bytes(b"first")

    with (
        pytest.raises(FileExistsError),
        replace_whole(path, may_replace=False) as temporary,
    ):
        temporary.write_bytes(b"second")

    assert [file.name for file in tmp_path.iterdir()] == ["表.xlsx"]
    assert path.read_bytes() == b"first"


def test_a_share_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "表.xlsx"

    with replace_whole(path, may_replace=False) as temporary:
        temporary.write_bytes(b"first")
    with (
        pytest.raises(FileExistsError),
        replace_whole(path, may_replace=False) as temporary,
    ):
        temporary.write_bytes(b"second")

    assert [file.name for file in tmp_path.iterdir()] == ["表.xlsx"]
    assert path.read_bytes() == b"first"
