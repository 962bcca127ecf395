"""A screen that nobody sees (Xvfb), and pictures of what is on it (scrot)."""

import contextlib
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Self

WIDTH, HEIGHT = 1440, 900
_PATIENCE_SECONDS = 20


class Screen:
    """An X display of its own; a context manager, so that it surely ends."""

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        self._process = subprocess.Popen(  # noqa: S603 -- fixed options
            [
                _find("Xvfb"),
                *("-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"),
            ],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as said:  # the number of a display that was free
            self.name = f":{said.readline().strip()}"
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE_SECONDS)

    def picture(self, path: Path) -> None:
        """What is on the screen, once it has come to rest."""
        before = b""
        give_up = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < give_up:
            subprocess.run(  # noqa: S603 -- fixed options
                [_find("scrot"), "--overwrite", str(path)],
                env=os.environ | {"DISPLAY": self.name},
                check=True,
            )
            if path.read_bytes() == before:
                return
            before = path.read_bytes()
            time.sleep(1)
        raise TimeoutError("the screen doesn't come to rest")


def _find(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise FileNotFoundError(f"the program {program} isn't installed: `make pictures` does it")
    return found
