"""The bundle for PCs without internet, as far as it can be tried without Windows.

The bundle is built once a process, with the wheels from the registry or from pip's cache.
"""

import ast
import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from scripts import offline_bundle
from xladdin.addin.build import addin_bytes, addin_modules

SCRIPT = offline_bundle.ROOT / "scripts" / "install_offline.ps1"
LOCK = """\
# made by hand
a==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
    # via b
b==2 ; sys_platform == 'darwin' \\
    --hash=sha256:ba
c==3 ; sys_platform == 'win32' \\
    --hash=sha256:ca
d==4 ; python_full_version < '3.12' \\
    --hash=sha256:da
d==5 ; python_full_version >= '3.12' \\
    --hash=sha256:db
"""


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return offline_bundle.make(tmp_path_factory.mktemp("offline"))


def wheels(bundle: Path) -> list[Path]:
    return sorted((bundle / "wheels").iterdir())


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", n))
        return message_from_bytes(archive.read(name))


def test_of_the_lock_what_windows_needs_is_taken() -> None:
    assert offline_bundle.windows_requirements(LOCK) == [
        "a==1.0 --hash=sha256:aa --hash=sha256:ab",
        "c==3 --hash=sha256:ca",
        "d==5 --hash=sha256:db",
    ]


def test_every_wheel_is_for_this_python_on_windows(bundle: Path) -> None:
    version = tuple(map(int, offline_bundle.PYTHON_MINOR.split(".")))
    platforms = ["win_amd64"]
    fitting = {
        *cpython_tags(version, platforms=platforms),
        *compatible_tags(version, f"cp{version[0]}{version[1]}", platforms),
    }

    unfit = [w.name for w in wheels(bundle) if not parse_wheel_filename(w.name)[3] & fitting]

    assert unfit == []
    assert {"xladdin", "pywin32", "pip"} <= {
        parse_wheel_filename(w.name)[0] for w in wheels(bundle)
    }


def test_the_handbook_and_its_pictures_come_along(bundle: Path) -> None:
    (wheel,) = (w for w in wheels(bundle) if w.name.startswith("xladdin-"))
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        guide = archive.read("xladdin/docs/user-guide.md").decode()
    shown = re.findall(r"\]\(([^)#:]+)\)", guide)

    assert {f"xladdin/docs/{name}" for name in shown} - names == set()
    assert "pictures/ribbon.svg" in shown


def test_on_windows_nothing_is_missing(bundle: Path) -> None:
    available = {}
    for wheel in wheels(bundle):
        name, version, *_ = parse_wheel_filename(wheel.name)
        available[name] = version

    missing = []
    for wheel in wheels(bundle):
        for text in metadata(wheel).get_all("Requires-Dist", []):
            needed = Requirement(text)
            if needed.marker and not needed.marker.evaluate(offline_bundle.WINDOWS):
                continue
            found = available.get(canonicalize_name(needed.name))
            if found is None or not needed.specifier.contains(found, prereleases=True):
                missing.append(f"{wheel.name} needs {text}, found {found}")
    assert missing == []


def test_whatever_our_code_imports_is_in_the_bundle(bundle: Path) -> None:
    provided = set(sys.stdlib_module_names)
    for wheel in wheels(bundle):
        with zipfile.ZipFile(wheel) as archive:
            provided |= {re.split(r"[/.]", name)[0] for name in archive.namelist()}

    imported = set()
    for folder in ("xladdin", "udfs"):
        for path in (offline_bundle.ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    imported |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    imported.add(node.module.partition(".")[0])
    assert {"xlwings", "xladdin"} <= imported
    assert imported - provided == {"keyring"}  # which one may do without


def test_the_set_is_installed_by_its_own_pip_without_an_index(bundle: Path, tmp_path: Path) -> None:
    """What the script runs on Windows, with the platform named and nothing written."""
    (pip,) = (bundle / "wheels").glob("pip-*.whl")
    script = SCRIPT.read_text(encoding="utf-8-sig")
    written = script[script.index('$pip, "--isolated"') : script.index('"--requirement"')]
    options = [option for option in re.findall(r'"([^"]+)"', written) if option != "install"]
    options.remove("--quiet")

    run = subprocess.run(  # noqa: S603 -- the bundle's own pip
        [
            sys.executable,
            str(pip / "pip"),
            "install",
            *options[: options.index("--find-links") + 1],
            str(bundle / "wheels"),
            *options[options.index("--find-links") + 1 :],
            f"--requirement={bundle / 'requirements.txt'}",
            *offline_bundle.FOR_WINDOWS,
            f"--target={tmp_path}",
            "--dry-run",
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert run.returncode == 0, run.stderr
    (would,) = (line for line in run.stdout.splitlines() if line.startswith("Would install"))
    # pip itself is in the bundle, but not to be installed
    assert len(would.split()) - 2 == len(wheels(bundle)) - 1
    assert " xladdin-" in would
    assert list(tmp_path.iterdir()) == []


def test_every_file_has_its_checksum(bundle: Path) -> None:
    listed = {}
    for line in (bundle / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, name = line.split("  ")
        listed[name] = digest

    files = {path for path in bundle.rglob("*") if path.is_file()} - {bundle / "SHA256SUMS"}
    assert listed == {
        path.relative_to(bundle).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_the_add_in_is_this_version_s_and_its_sources_are_in_the_wheel(bundle: Path) -> None:
    assert (bundle / "xladdin.xlam").read_bytes() == addin_bytes(addin_modules())

    (own,) = (bundle / "wheels").glob("xladdin-*.whl")
    sources = offline_bundle.ROOT / "xladdin" / "addin"
    needed = [path for path in sources.iterdir() if path.suffix in {".bas", ".cls", ".xml"}]
    with zipfile.ZipFile(own) as archive:
        assert {f"xladdin/addin/{path.name}" for path in needed} <= set(archive.namelist())


def test_the_same_sources_give_the_same_bytes(bundle: Path, tmp_path: Path) -> None:
    downloaded = tmp_path / "downloaded"
    own = shutil.ignore_patterns("xladdin-*")
    shutil.copytree(bundle / "wheels", downloaded, ignore=own)
    again = tmp_path / bundle.name

    offline_bundle.build_bundle(again, downloaded)
    offline_bundle.zip_bundle(again, tmp_path / "again.zip")

    assert (tmp_path / "again.zip").read_bytes() == bundle.with_suffix(".zip").read_bytes()


def test_the_zip_holds_the_folder(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle.with_suffix(".zip")) as archive:
        archive.extractall(tmp_path)

    unpacked = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert unpacked == {
        p.relative_to(bundle.parent): p.read_bytes() for p in bundle.rglob("*") if p.is_file()
    }


def test_nothing_tells_on_which_machine_it_was_built(bundle: Path) -> None:
    """Our own files and the parts of our wheel and add-in name no path or registry of here."""
    (own,) = (bundle / "wheels").glob("xladdin-*.whl")
    contents = {path.name: path.read_bytes() for path in bundle.iterdir() if path.is_file()}
    for package in (own, bundle / "xladdin.xlam"):
        with zipfile.ZipFile(package) as archive:
            contents.update({f"{package.name}!{n}": archive.read(n) for n in archive.namelist()})

    told = [
        f"{name}: {trace}"
        for trace in traces_of_this_machine(bundle)
        for name, content in contents.items()
        if trace.encode() in content
    ]
    assert told == []


def traces_of_this_machine(bundle: Path) -> set[str]:
    folders = {offline_bundle.ROOT, bundle.parent, Path(sys.prefix), Path(sys.base_prefix, "bin")}
    configured = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    addresses = map(urlsplit, re.findall(r"\w+://[^\s'\"]+", configured.stdout))
    hosts = {address.hostname or address.path for address in addresses} - {"pypi.org"}
    return {str(folder) for folder in folders} | hosts


def test_what_people_open_is_readable_on_chinese_windows(bundle: Path) -> None:
    for name in ("README.txt", "LICENSE.txt", "install_offline.ps1"):
        content = (bundle / name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf"), name
        assert content.count(b"\n") == content.count(b"\r\n") > 5, name
    assert "双击 `install.cmd`" in (bundle / "README.txt").read_text(encoding="utf-8-sig")
    for name, switch in {
        "install.cmd": b'.ps1"\r\n',
        "uninstall.cmd": b'.ps1" -Uninstall\r\n',
    }.items():
        content = (bundle / name).read_bytes()
        assert content.isascii()
        assert switch in content


def test_the_script_is_plain_for_windows_powershell() -> None:
    """Windows PowerShell takes a Chinese quotation mark for the end of a string, and a Chinese
    letter for a part of a variable's name."""
    text = SCRIPT.read_bytes().decode("utf-8")

    assert text.startswith("\ufeff# ")
    assert re.findall("[“”„‘’‚‛]", text) == []
    assert re.findall(r"\$\w*[^\W\x00-\x7f]\w*", text) == []


def test_what_the_script_names_is_in_the_bundle(bundle: Path) -> None:
    script = SCRIPT.read_text(encoding="utf-8-sig")
    named = set(re.findall(r'"((?:SHA256SUMS|PYTHON\.sha256|requirements\.txt|wheels))"', script))

    assert named == {"SHA256SUMS", "PYTHON.sha256", "requirements.txt", "wheels"}
    assert all((bundle / name).exists() for name in named)
    for name in offline_bundle.PYTHON_FILES:
        assert name in (bundle / "PYTHON.sha256").read_text(encoding="ascii")
        assert name in (bundle / "README.txt").read_text(encoding="utf-8-sig")
