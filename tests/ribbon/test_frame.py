"""What a person is told when a button fails, and what the log has of it."""

from pathlib import Path

import pytest
import xlwings as xw

from xladdin.errors import OutputError
from xladdin.ribbon import frame


class App:
    """As much of Excel as a failing button touches."""

    def __init__(self) -> None:
        self.status_bar: str | bool = False
        self.alerts: list[tuple[str, str]] = []

    def alert(self, prompt: str, title: str, mode: str) -> None:
        assert title == "绩效目标 xladdin"
        self.alerts.append((prompt, mode))


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> App:
    app = App()
    monkeypatch.setattr(frame, "calling_app", lambda: app)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return app


def log_of(prompt: str) -> Path:
    return Path(prompt.rpartition("日志：")[2])


def test_what_was_said_before_makes_room(app: App) -> None:
    app.status_bar = "问题 1/7"

    @frame.button
    def show_nothing(_app: xw.App) -> None:
        pass

    show_nothing()
    assert not app.status_bar
    assert app.alerts == []


def test_an_error_for_people_is_told_in_its_own_words(app: App) -> None:
    @frame.button
    def fail(_app: xw.App) -> None:
        raise OutputError("磁盘空间不足", "请清理磁盘")

    fail()
    ((prompt, mode),) = app.alerts
    assert prompt.startswith("磁盘空间不足。\n\n请清理磁盘。\n\n日志：")
    assert mode == "critical"
    assert "OutputError: 磁盘空间不足" in log_of(prompt).read_text(encoding="utf-8")


def test_what_nobody_expected_is_told_in_words_and_logged_whole(app: App) -> None:
    @frame.button
    def validate(given: xw.App) -> None:
        with frame.progress(given, "正在校验"):
            raise ZeroDivisionError("division by zero")

    validate()
    ((prompt, _),) = app.alerts
    assert "ZeroDivisionError" not in prompt
    assert "没有预料到的情况" in prompt
    assert "诊断" in prompt
    logged = log_of(prompt).read_text(encoding="utf-8")
    assert "xladdin 0.1.0, validate" in logged
    assert "Traceback" in logged
    assert "ZeroDivisionError: division by zero" in logged
    assert not app.status_bar


def test_a_log_that_cannot_be_written_keeps_nobody_from_being_told(
    app: App, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    @frame.button
    def fail(_app: xw.App) -> None:
        raise OutputError("磁盘空间不足", "请清理磁盘")

    fail()
    assert app.alerts == [("磁盘空间不足。\n\n请清理磁盘。", "critical")]


def test_the_status_bar_says_what_is_being_done(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(frame, "monotonic", lambda: now)
    with frame.progress(app, "正在汇总") as on_file:  # type: ignore[arg-type]  # a part of one
        assert app.status_bar == "正在汇总…"
        on_file("316001.xlsx")
        assert app.status_bar == "正在汇总…"
        now += frame.A_MOMENT
        on_file("316002.xlsx")
        assert app.status_bar == "正在汇总：316002.xlsx…"
        now += frame.A_MOMENT
        on_file("长" * 400)
        assert len(str(app.status_bar)) == 200
    assert not app.status_bar
