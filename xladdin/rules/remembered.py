"""What several rules ask about a project is worked out once for each context."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from xladdin.domain.project import BudgetProject
from xladdin.rules.context import Context

AnswerT = TypeVar("AnswerT")
Question = Callable[[BudgetProject, Context], AnswerT]


def once_a_project(question: Question[AnswerT]) -> Question[AnswerT]:
    """Decorate a function of a project and a context: its answer is kept as long as the context."""

    @wraps(question)
    def answer(project: BudgetProject, context: Context) -> AnswerT:
        key = question, id(project)  # which stays its own: the project is kept, too
        found = context.answers.get(key)
        if found is None:
            found = context.answers[key] = project, question(project, context)
        return cast("AnswerT", found[1])

    return answer
