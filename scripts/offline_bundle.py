"""Builds dist/xladdin-offline-win64/ and its .zip: xladdin for PCs without Python or internet.

In it are all wheels for Windows x64 in the locked versions, xladdin's own, the built add-in, the
installer and the checksums of everything. Only Python itself is missing: it is put beside them by
the person who installs, and PYTHON.sha256 names the files that will do.

    python scripts/offline_bundle.py [FOLDER]
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import parse_wheel_filename

from xladdin.addin.build import ADDIN_NAME, build_addin

ROOT = Path(__file__).parents[1]
NAME = "xladdin-offline-win64"

# The last 3.12 with files for Windows. Their SHA-256 as in python.org's signatures (.sigstore).
PYTHON = "3.12.10"
PYTHON_FILES = {
    "python-3.12.10-embed-amd64.zip": (
        "4acbed6dd1c744b0376e3b1cf57ce906f9dc9e95e68824584c8099a63025a3c3"
    ),
    "python-3.12.10-amd64.exe": "67b5635e80ea51072b87941312d00ec8927c4db9ba18938f7ad2d27b328b95fb",
}
PYTHON_MINOR = PYTHON.rpartition(".")[0]

# The embeddable Python has no pip; the one of the bundle runs from its wheel.
PIP = "pip==26.3 --hash=sha256:f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"

WINDOWS = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "python_version": PYTHON_MINOR,
    "python_full_version": PYTHON,
    "extra": "",
}
FOR_WINDOWS = ("--only-binary=:all:", "--platform=win_amd64", f"--python-version={PYTHON_MINOR}")

_CMD = """\
@echo off
"%SystemRoot%\\System32\\WindowsPowerShell\\v1.0\\powershell.exe" -NoProfile \
-ExecutionPolicy Bypass -File "%~dp0install_offline.ps1"{options}
set xladdin_status=%ERRORLEVEL%
pause
exit /b %xladdin_status%
"""
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a zip can hold


def windows_requirements(lock: str) -> list[str]:
    """Lines of a lock file that Windows needs, without their markers.

    pip itself would ask this machine's system: pywin32 and colorama would be missing.
    """
    lines = []
    for line in lock.replace("\\\n", " ").splitlines():
        text, *hashes = line.partition("#")[0].split("--hash=")
        if text.strip():
            needed = Requirement(text.strip())
            if needed.marker is None or needed.marker.evaluate(WINDOWS):
                pinned = [f"{needed.name}{needed.specifier}"]
                lines.append(" --hash=".join(pinned + [value.strip() for value in hashes]))
    return lines


def download_wheels(requirements: list[str], folder: Path) -> None:
    """Fetch the wheels for Windows, each of one of the hashes that its line names."""
    folder.mkdir(parents=True)
    listed = folder.with_name("to-download.txt")
    listed.write_text("\n".join(requirements) + "\n", encoding="utf-8")
    options = ("--no-deps", "--require-hashes", *FOR_WINDOWS, "--implementation=cp")
    _pip("download", *options, f"--dest={folder}", f"--requirement={listed}")
    listed.unlink()


def build_bundle(folder: Path, downloaded: Path) -> None:
    """Fill the folder, which must not exist, from the wheels that were downloaded."""
    wheels = folder / "wheels"
    shutil.copytree(downloaded, wheels)
    _pip("wheel", "--no-deps", f"--wheel-dir={wheels}", str(ROOT))
    build_addin(folder / ADDIN_NAME)

    _write_for_windows(folder / "README.txt", _source("docs/offline-install.md"))
    _write_for_windows(folder / "LICENSE.txt", _source("LICENSE"))
    _write_for_windows(folder / "install_offline.ps1", _source("scripts/install_offline.ps1"))
    for name, options in {"install.cmd": "", "uninstall.cmd": " -Uninstall"}.items():
        _write_for_windows(folder / name, _CMD.format(options=options), encoding="ascii")
    requirements = "".join(f"{line}\n" for line in _pinned(wheels))
    (folder / "requirements.txt").write_text(requirements, encoding="ascii")
    (folder / "PYTHON.sha256").write_text(
        "".join(f"{digest}  {name}\n" for name, digest in PYTHON_FILES.items()), encoding="ascii"
    )
    (folder / "SHA256SUMS").write_text(
        "".join(f"{_digest(folder / name)}  {name}\n" for name in _names(folder)), encoding="ascii"
    )


def zip_bundle(folder: Path, archive: Path) -> None:
    """The folder as a zip; the same contents give the same bytes."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as target:  # wheels are compressed
        for name in _names(folder):
            entry = zipfile.ZipInfo(f"{folder.name}/{name}", _EARLIEST)
            entry.create_system = 0  # else the system that builds it is in the file
            target.writestr(entry, (folder / name).read_bytes())


def _pinned(wheels: Path) -> Iterator[str]:
    """Each package with the hash of its one file; pip is run, not installed."""
    for path in sorted(wheels.iterdir()):
        name, version, *_ = parse_wheel_filename(path.name)
        if name != "pip":
            yield f"{name}=={version} --hash=sha256:{_digest(path)}"


def _names(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in files)


def _source(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8-sig")


def _write_for_windows(path: Path, text: str, encoding: str = "utf-8-sig") -> None:
    """With a byte order mark: else Windows reads it in the code page of the machine."""
    path.write_text(text, encoding=encoding, newline="\r\n")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)  # noqa: S603 -- our own pip, our own arguments


def make(output: Path) -> Path:
    """Build the folder and the zip beside it anew; give the folder."""
    bundle, downloaded = output / NAME, output / f"{NAME}.wheels"
    for old in (bundle, downloaded):
        if old.exists():
            shutil.rmtree(old)
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    download_wheels([*windows_requirements(lock), PIP], downloaded)
    build_bundle(bundle, downloaded)
    shutil.rmtree(downloaded)
    zip_bundle(bundle, bundle.with_suffix(".zip"))
    return bundle


def main() -> None:
    """Build both into the folder that is named (dist)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "dist")
    bundle = make(parser.parse_args().folder)
    print(f"{bundle}\n{bundle.with_suffix('.zip')}")


if __name__ == "__main__":
    main()
