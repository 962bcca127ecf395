"""Settings files that are written: a new workbook, and the TOML twin of one."""

from pathlib import Path

from xladdin.form.settings_form import SETTINGS_WORKBOOK
from xladdin.new_workbook import refuse_to_replace
from xladdin.settings.lookup import load_settings
from xladdin.settings.toml_text import toml_of
from xladdin.user_files import settings_folder
from xladdin.workbook.saving import make_folder, replace_whole


def new_workbook(output: Path, source: Path | None = None, *, may_replace: bool = False) -> None:
    """Write a settings workbook with this version's rules and words.

    It says what ``source`` says, else nothing but examples. Raises DataFileError for the source,
    UsageError or OutputError for the output.
    """
    from xladdin.workbook.templates.settings_workbook import NEW_SETTINGS, build_settings_workbook

    refuse_to_replace(output, may_replace)
    content = load_settings(source).content if source else NEW_SETTINGS
    build_settings_workbook(output, content)


def own_workbook() -> Path:
    """The settings workbook in the user's own folder, made where there is none yet.

    Raises OutputError.
    """
    path = settings_folder() / SETTINGS_WORKBOOK
    if not path.exists():
        make_folder(path.parent)
        new_workbook(path)
    return path


def export_toml(source: Path, output: Path, *, may_replace: bool = False) -> None:
    """Write what a settings file says as TOML. Raises as `new_workbook`."""
    refuse_to_replace(output, may_replace)
    text = toml_of(load_settings(source).content)
    with replace_whole(output) as temporary:
        temporary.write_text(text, encoding="utf-8")
