"""What an import says of a document against what the document says."""

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import as_file, files

from tests.documents.word_documents import Unit
from xladdin.documents.blocks import SourceDocument
from xladdin.documents.imported import Imported
from xladdin.documents.reasons import EXPECTED
from xladdin.documents.recognition import recognise
from xladdin.domain.content import DepartmentContent, ProjectContent
from xladdin.form.interchange import load_department, load_projects


def sample_units() -> list[Unit]:
    with as_file(files("xladdin.sample") / "projects.json") as path:
        return [(code, name, tuple(found)) for (code, name), found in load_projects(path).items()]


def sample_department() -> DepartmentContent:
    with as_file(files("xladdin.sample") / "department.json") as path:
        return load_department(path)


def units_of(imported: Imported) -> list[Unit]:
    return [(unit.unit_code, unit.unit_name, unit.projects) for unit in imported.units]


def to_check(imported: Imported) -> list[tuple[str, str]]:
    left = (piece for piece in imported.left_over if piece.reason not in EXPECTED)
    return [(piece.text, piece.reason) for piece in left]


def characters(texts: Iterable[str]) -> Counter[str]:
    """How often each visible character stands there."""
    return Counter(sign for text in texts for sign in text if not sign.isspace())


def accounted(imported: Imported) -> Counter[str]:
    return characters(
        [
            *(piece.text for piece in imported.placed),
            *(piece.text for piece in imported.left_over),
        ]
    )


def recognised(document: SourceDocument) -> Imported:
    """What a document says; nothing of it may be lost on the way."""
    result = recognise(document)
    assert accounted(result) == characters(document.texts())
    return result


def texts_of(projects: Sequence[ProjectContent]) -> str:
    """Everything that projects say in words, for messages of failed tests."""
    return "\n".join(str(project) for project in projects)
