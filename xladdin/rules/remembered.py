"""What several rules ask about a project is worked out once for each context."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from xladdin.domain.project import BudgetProject
from xladdin.rules.context import Context

AnswerT = TypeVar("AnswerT")
Question = Callable[[BudgetProject, Context], AnswerT]


def once_a_project(question: Question[AnswerT]) -> Question[AnswerT]:
    """Decorate a function of a project and a context: its answer is kept as long as the context."""
    known: WeakKeyDictionary[Context, dict[int, tuple[BudgetProject, AnswerT]]] = (
        WeakKeyDictionary()
    )

    @wraps(question)
    def answer(project: BudgetProject, context: Context) -> AnswerT:
        answers = known.setdefault(context, {})
        found = answers.get(id(project))  # which stays its own: the project is kept, too
        if found is None:
            found = answers[id(project)] = project, question(project, context)
        return found[1]

    return answer
