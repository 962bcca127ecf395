from tests.rules.builders import project
from xladdin.domain.project import BudgetProject
from xladdin.rules.context import Context
from xladdin.rules.remembered import once_a_project


def test_a_question_is_answered_once_for_a_project_in_a_context() -> None:
    asked: list[str] = []

    @once_a_project
    def name_of(sheet: BudgetProject, _context: Context) -> str:
        asked.append(sheet.sheet)
        return sheet.project_name.text

    first, second, context = project(1), project(2), Context()

    assert [name_of(sheet, context) for sheet in (first, first, second)] == [
        first.project_name.text,
        first.project_name.text,
        second.project_name.text,
    ]
    assert asked == ["项目1", "项目2"]
    name_of(first, Context())
    assert asked == ["项目1", "项目2", "项目1"]
