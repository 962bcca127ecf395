"""A collection that is killed leaves an inbox in which collecting again ends in the same state."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.mail.messages import a_workbook, attached, mail, simple_mail
from tests.mail.test_collecting import State, state

# For every job: a process of its own collects, and kills itself, with no chance to tidy up, before
# the n-th time that it touches a file of the inbox, or in the middle of the n-th line of the
# record. Tells how each ended, how often it touched, how many lines it wrote.
COLLECT = """
import json, os, signal, sys
from pathlib import Path
import filelock
from xladdin.mail.collecting import Postman, collect
from xladdin.mail.inbox_log import InboxLog

TOUCHING = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.chmod", "os.utime"}
touched = lines = 0
write = InboxLog._write

def run(inbox, last_touch, half_line):
    def on_event(event, arguments):
        global touched
        if event in TOUCHING and any(str(argument).startswith(inbox) for argument in arguments):
            touched += 1
            if touched == last_touch:
                os.kill(os.getpid(), signal.SIGKILL)

    def torn(self, written):
        global lines
        lines += 1
        if lines == half_line:
            with self.path.open("ab", buffering=0) as file:
                file.write(written[: len(written) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        write(self, written)

    InboxLog._write = torn
    sys.addaudithook(on_event)
    collect([sys.argv[1]], Path(inbox), Postman(lambda account: ""))
    print(json.dumps([touched, lines]), flush=True)

for job in json.load(sys.stdin):
    child = os.fork()
    if not child:
        run(*job)
        os._exit(0)
    print(json.dumps(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])), flush=True)
"""
if sys.platform == "win32":
    pytest.skip("needs fork and SIGKILL", allow_module_level=True)

Job = tuple[Path, int, int]
"""An inbox, the touch before which to be killed, the line in which to be; 0 is never."""


def collect(source: Path, jobs: Sequence[Job]) -> list[Any]:
    """Run the jobs; give how each ended, before it what it counted where it wasn't killed."""
    run = subprocess.run(  # noqa: S603 -- this Python, the text above
        [sys.executable, "-c", COLLECT, str(source)],
        input=json.dumps([(str(inbox), touch, line) for inbox, touch, line in jobs]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return [json.loads(line) for line in run.stdout.splitlines()]


def kill_and_collect_again(source: Path, jobs: Sequence[Job]) -> None:
    assert collect(source, jobs) == [KILLED] * len(jobs)
    ended = collect(source, [(inbox, 0, 0) for inbox, _, _ in jobs])
    assert ended[1::2] == [0] * len(jobs)
    for inbox, _, _ in jobs:  # no lock stays; temporary files do until they are a day old
        hidden = [path.name for path in inbox.glob(".*")]
        assert [name for name in hidden if not name.startswith(".xladdin-")] == []


KILLED = -signal.SIGKILL


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("邮件")
    both = [attached(a_workbook(2), "申报.xlsx"), attached(b"MZ", "a.exe")]
    (folder / "1.eml").write_bytes(simple_mail(1, "申报.xlsx", b"<1>"))
    (folder / "2.eml").write_bytes(mail(both, key=b"<2>"))
    (folder / "3.eml").write_bytes(simple_mail(1, "申报.xlsx", b"<3>"))
    return folder


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[State, int, int]:
    """What a collection ends in, how often it touches the inbox, how many lines it writes."""
    inbox = tmp_path_factory.mktemp("收") / "收件箱"
    (touches, lines), _ = collect(source, [(inbox, 0, 0)])
    expected = state(inbox)
    assert sorted(expected[0].values()) == sorted([a_workbook(1), a_workbook(2)])
    assert len(expected[1]) == lines == 4
    return expected, touches, lines


def test_killed_before_every_step(
    source: Path, undisturbed: tuple[State, int, int], tmp_path: Path
) -> None:
    expected, touches, _ = undisturbed
    assert touches > 20

    jobs = [(tmp_path / f"{step}", step, 0) for step in range(1, touches + 1)]
    kill_and_collect_again(source, jobs)

    assert [inbox.name for inbox, _, _ in jobs if state(inbox) != expected] == []


def test_killed_in_the_middle_of_every_line(
    source: Path, undisturbed: tuple[State, int, int], tmp_path: Path
) -> None:
    expected, _, lines = undisturbed

    jobs = [(tmp_path / f"{line}", 0, line) for line in range(1, lines + 1)]
    kill_and_collect_again(source, jobs)

    assert [inbox.name for inbox, _, _ in jobs if state(inbox) != expected] == []


def test_killed_again_and_again(
    source: Path, undisturbed: tuple[State, int, int], tmp_path: Path
) -> None:
    expected, touches, lines = undisturbed
    for seed in range(6):
        chance, inbox = random.Random(seed), tmp_path / f"{seed}"  # noqa: S311 -- any will do
        jobs = [(inbox, chance.randint(1, touches), chance.randint(1, lines)) for _ in range(6)]

        collect(source, [*jobs, (inbox, 0, 0)])

        assert state(inbox) == expected, f"seed {seed}"


def test_killed_at_any_time(tmp_path: Path) -> None:
    """From outside and by the clock."""
    source, expected, inbox = (tmp_path / name for name in ("邮件", "一次收完", "收件箱"))
    source.mkdir()
    for number in range(60):
        name = f"申报{number % 7}.xlsx"
        (source / f"{number:03}.eml").write_bytes(simple_mail(number, name, f"<{number}>".encode()))
    chance = random.Random(7)  # noqa: S311 -- any will do
    program = "import sys; from xladdin.cli import main; main()"
    command = [sys.executable, "-c", program, "collect", str(source), "--into", str(inbox)]
    for _ in range(6):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:  # noqa: S603 -- our own
            time.sleep(0.5 + chance.random())
            running.kill()

    collect(source, [(expected, 0, 0), (inbox, 0, 0)])

    assert state(inbox) == state(expected)
    assert len(state(inbox)[0]) == 60
