"""The finance office's page shows settings that hold."""

import re
from pathlib import Path

from xladdin.settings.differences import differences
from xladdin.settings.lookup import load_settings

DOC = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_toml_on_the_page_can_be_used_as_it_stands(tmp_path: Path) -> None:
    (toml,) = re.findall(r"```toml\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "校验设置.toml"
    path.write_text(toml, encoding="utf-8")

    used = load_settings(path)

    assert used.notes == ()
    assert len(differences(used.content)) == 13
