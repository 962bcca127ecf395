"""`xladdin addin build`."""

from pathlib import Path

from typer.testing import CliRunner

from xladdin.addin.commands import addin_app


def test_build_writes_the_addin_and_says_where(tmp_path: Path, addin_file: bytes) -> None:
    path = tmp_path / "xladdin.xlam"
    result = CliRunner().invoke(addin_app, ["build", "-o", str(path)])

    assert result.exit_code == 0
    assert result.output.strip() == f"已生成 {path}"
    assert path.read_bytes() == addin_file
