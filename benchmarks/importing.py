"""Time of an import a project: a document of 200 projects back into workbooks, with the report.

.venv/bin/python benchmarks/importing.py
"""

import tempfile
import time
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

from xladdin.console.imports import import_progress
from xladdin.documents.docx.blocks import read_docx
from xladdin.documents.publish.document import build_document
from xladdin.documents.publish.publication import NumberedProject, Publication
from xladdin.documents.recognition import recognise
from xladdin.form.interchange import load_projects
from xladdin.importing import import_document

PROJECTS = 200
UNITS = 10
MOST_SECONDS = 0.2  # a project


def publication() -> Publication:
    """The sample's projects again and again, under other names, for ten units."""
    with as_file(files("xladdin.sample") / "projects.json") as data:
        contents = [content for unit in load_projects(data).values() for content in unit]
    projects = []
    for number in range(PROJECTS):
        content = contents[number % len(contents)]
        unit = number * UNITS // PROJECTS
        content = replace(content, name=f"{content.name}（第{number + 1}批）")
        projects.append(
            NumberedProject(number + 1, f"316{unit + 1:03d}", f"单位{unit + 1}", content)
        )
    return Publication("部门", 2024, None, tuple(projects))


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        document = Path(place) / "公开文本.docx"
        document.write_bytes(build_document(publication()).content)
        start = time.perf_counter()
        source = read_docx(document)
        read = time.perf_counter()
        recognise(source)
        recognised = time.perf_counter()
        with import_progress(is_quiet=False) as on_progress:
            report = import_document(document, Path(place) / "工作簿", on_progress=on_progress)
        finished = time.perf_counter()
    whole = finished - recognised
    print(f"{PROJECTS} projects, {sum(w.indicators for w in report.workbooks)} indicators:")
    print(f"  blocks of the docx    {read - start:8.2f} s")
    print(f"  recognising           {recognised - read:8.2f} s")
    print(f"  the whole import      {whole:8.2f} s  {whole / PROJECTS:.3f} s a project")
    print(f"  at most               {MOST_SECONDS * PROJECTS:8.2f} s  {MOST_SECONDS} s a project")


if __name__ == "__main__":
    main()
