"""Settings for all tests, and the command line as they call it."""

import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.command_line import Outcome, Run
from xladdin.cli import main

# a loaded machine is no defect: speed is measured in benchmarks/
settings.register_profile("xladdin", deadline=None)
settings.register_profile("same", settings.get_profile("xladdin"), derandomize=True)
settings.load_profile("xladdin")


@pytest.fixture(scope="session", autouse=True)
def nobodys_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the person who tests decided in settings of their own counts for no test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Call `xladdin` with arguments."""

    def call(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["xladdin", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsysbinary.readouterr()
        status = ended.value.code or 0
        assert isinstance(status, int)
        return Outcome(status, said.out.decode(), said.err.decode())

    return call
