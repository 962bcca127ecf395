"""Which module may import which: the direction of the layers, and who touches which library."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# A row may import the rows above it. Names on one row don't know each other.
LAYERS = (
    ("errors",),
    ("domain",),
    ("form",),
    ("rules",),
    ("workbook",),
    ("consolidation",),
    ("documents", "mail"),
    ("sample", "user_files", "json_output", "command_options"),
    ("new_workbook",),
    ("settings",),
    ("services",),
    ("comparing", "fixing", "importing", "publishing", "sending", "tracking"),
    ("returning",),
    ("user_settings",),
    ("console",),
    ("demo",),
    ("addin", "round_commands"),
    ("cli", "ribbon", "udfs"),
    ("__main__",),
)

# A library of others, and the only places that may import it.
LIBRARIES = {
    "filelock": ("xladdin.mail",),
    "keyring": ("xladdin.mail",),
    "lxml": ("xladdin.workbook", "xladdin.consolidation", "xladdin.documents"),
    "olefile": ("xladdin.mail",),
    "openpyxl": ("xladdin.workbook", "xladdin.consolidation", "xladdin.documents"),
    "python_calamine": ("xladdin.workbook", "xladdin.consolidation", "xladdin.documents"),
    "xlsxwriter": ("xladdin.workbook", "xladdin.consolidation", "xladdin.documents"),
    "packaging": ("xladdin.addin.python_checks",),
    "pandas": ("xladdin.consolidation",),
    "pdfplumber": ("xladdin.documents",),
    "platformdirs": ("xladdin.user_files",),
    "pyopenvba": ("xladdin.addin.package",),
    "win32com": ("xladdin.documents.word", "xladdin.mail.showing"),
    "xlwings": ("xladdin.addin.udf_wrappers", "xladdin.workbook.live", "xladdin.ribbon", "udfs"),
    "rich": (
        "xladdin.cli",
        "xladdin.console",
        "xladdin.demo",
    ),
    "simpleeval": ("xladdin.rules.own_checks",),
    "tomli_w": ("xladdin.user_settings", "xladdin.settings"),
    "typer": (
        "xladdin.cli",
        "xladdin.addin.commands",
        "xladdin.command_options",
        "xladdin.console.ending",
        "xladdin.json_output",
        "xladdin.round_commands",
        "xladdin.settings.commands",
    ),
}

# What costs a person a wait, and neither help nor a validation needs.
HEAVY = {"numpy", "openpyxl", "pandas", "pdfplumber", "xlsxwriter", "xlwings"}

RANK = {layer: rank for rank, row in enumerate(LAYERS) for layer in row}


def layer_of(module: str) -> str:
    """Give a module's layer: "form" for "xladdin.form.layout", "" for the package itself."""
    top, _, rest = module.partition(".")
    return top if top == "udfs" else rest.partition(".")[0]


def is_within(module: str, place: str) -> bool:
    return module == place or module.startswith(place + ".")


def imported_names(source: str, package: str) -> Iterator[str]:
    """Give every import's full name, those inside functions and for type checking too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: -(node.level - 1) or None] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def complaints(module: str, source: str, *, is_package: bool = False) -> list[str]:
    """Say what a module imports and must not."""
    package = module if is_package else module.rpartition(".")[0]
    found = []
    for name in imported_names(source, package):
        top = name.partition(".")[0]
        if top in {"xladdin", "udfs"}:
            if not may_import_layer(layer_of(module), layer_of(name)):
                found.append(f"{module} imports {name}: not a layer below its own")
        elif top not in sys.stdlib_module_names and not any(
            is_within(module, place) for place in LIBRARIES.get(top, ())
        ):
            places = ", ".join(LIBRARIES.get(top, ())) or "nobody so far"
            found.append(f"{module} imports {name}: {places} may")
    return found


def may_import_layer(importer: str, imported: str) -> bool:
    if importer == imported:
        return True
    # the package itself stands below its layers, and so does what it defines (__version__)
    return RANK.get(imported, -1) < RANK.get(importer, -1)


def shipped_modules() -> dict[str, Path]:
    paths = [path for folder in ("xladdin", "udfs") for path in (ROOT / folder).rglob("*.py")]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in paths
    }


def test_every_module_has_a_layer() -> None:
    modules = shipped_modules()

    assert "xladdin.domain.money" in modules
    assert [name for name in modules if name != "xladdin" and layer_of(name) not in RANK] == []


def test_imports_keep_the_layers() -> None:
    found = [
        complaint
        for name, path in shipped_modules().items()
        for complaint in complaints(
            name, path.read_text(encoding="utf-8"), is_package=path.name == "__init__.py"
        )
    ]

    assert found == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("xladdin.domain.money", "import decimal, re"),
        ("xladdin.domain.money", "from xladdin.errors import UserError"),
        ("xladdin.form.reading", "from . import layout"),
        ("xladdin.form.reading", "from ..domain.money import parse_amount"),
        ("xladdin.workbook.live", "import xlwings as xw"),
        ("xladdin.consolidation.tables", "import pandas.api.types"),
        ("xladdin.cli.validate", "from xladdin.cli import output"),
        ("xladdin.cli", "from xladdin import __version__"),
        ("udfs.checks", "import xladdin.rules"),
    ],
)
def test_a_proper_import_passes(module: str, source: str) -> None:
    assert complaints(module, source) == []


@pytest.mark.parametrize(
    ("module", "source", "named"),
    [
        ("xladdin.domain.money", "from xladdin.form.layout import FIELDS", "xladdin.form.layout"),
        ("xladdin.domain.money", "from xladdin import form", "xladdin.form"),
        ("xladdin.domain.money", "from .. import form", "xladdin.form"),
        ("xladdin.domain.money", "from ..form import layout", "xladdin.form.layout"),
        ("xladdin.domain.money", "def f():\n    import xladdin.rules.cell", "xladdin.rules.cell"),
        ("xladdin.domain.money", "if TYPE_CHECKING:\n    import pandas", "pandas"),
        ("xladdin.domain.money", "import numpy", "numpy"),
        ("xladdin.documents.publish", "import xladdin.mail", "xladdin.mail"),
        ("xladdin.rules.cell", "from openpyxl import Workbook", "openpyxl"),
        ("xladdin.workbook.templates", "import pandas as pd", "pandas"),
        ("xladdin.workbook.file_reader", "import xlwings", "xlwings"),
        ("xladdin.workbook.liveliness", "import xlwings", "xlwings"),
        ("xladdin.services", "import xladdin.cli", "xladdin.cli"),
        ("xladdin.cli", "import udfs", "udfs"),
        ("xladdin", "from xladdin.domain import money", "xladdin.domain.money"),
    ],
)
def test_an_improper_import_is_named(module: str, source: str, named: str) -> None:
    (complaint,) = complaints(module, source)

    assert complaint.startswith(f"{module} imports {named}")


def test_a_package_resolves_its_own_dots() -> None:
    assert complaints("xladdin.form", "from . import layout", is_package=True) == []
    assert complaints("xladdin.form", "from ..rules import cell", is_package=True) == [
        "xladdin.form imports xladdin.rules.cell: not a layer below its own"
    ]


def test_help_loads_nothing_heavy() -> None:
    printed, loaded = run_and_list_imports("--help")

    assert "validate" in printed
    assert loaded & HEAVY == set()


def test_a_validation_loads_nothing_heavy() -> None:
    workbook = ROOT / "workbook_templates" / "unit_workbook.xlsx"
    printed, loaded = run_and_list_imports("validate", "--json", str(workbook))

    assert [file["status"] for file in json.loads(printed)["files"]] == ["read"]
    assert loaded & HEAVY == set()


def run_and_list_imports(*arguments: str) -> tuple[str, set[str]]:
    """Run `xladdin`; give what it prints and the packages that Python loaded meanwhile."""
    program = "import sys; from xladdin.cli import main; sys.exit(main())"
    run = subprocess.run(  # noqa: S603 -- this Python, our own command
        [sys.executable, "-X", "utf8", "-X", "importtime", "-c", program, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    loaded = set(re.findall(r"^import time:.*\| +([\w.]+)$", run.stderr, flags=re.MULTILINE))
    assert "Traceback" not in run.stderr, run.stderr
    return run.stdout, {name.partition(".")[0] for name in loaded}
