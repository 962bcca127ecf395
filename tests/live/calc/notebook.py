"""What Excel remembers while it runs and Calc doesn't, kept in the running office itself.

Any process that is connected reads and writes the same notebook: what Python in its own process
put into the status bar, a test sees.
"""

from typing import Any, NamedTuple

_PREFIX = "/xladdin-tests/"


ACCEPTED = True
"""The answer to a dialog that takes what it proposes."""

_CANCELLED = False


class Dialog(NamedTuple):
    """One dialog, as it was asked for: its kind is the name of the member that showed it."""

    kind: str
    prompt: str
    proposal: str


class Alert(NamedTuple):
    """One message box, as `App.alert` was asked for it."""

    prompt: str
    title: str
    buttons: str
    mode: str


class Notebook:
    """Entries by name, in the office's component context."""

    def __init__(self, context: Any) -> None:
        self._context = context

    def read(self, name: str, default: Any = None) -> Any:
        """An entry, or the default when nobody wrote it."""
        key = _PREFIX + name
        return self._context.getByName(key) if self._context.hasByName(key) else default

    def write(self, name: str, value: object) -> None:
        """Write a text, a number, a truth value or a tuple of them."""
        key = _PREFIX + name
        if self._context.hasByName(key):
            self._context.replaceByName(key, value)
        else:
            self._context.insertByName(key, value)

    def append(self, name: str, value: object) -> None:
        """Add to a list of entries."""
        self.write(name, (*self.read(name, ()), value))

    def clear(self) -> None:
        """Forget everything."""
        for key in self._context.ElementNames:
            if key.startswith(_PREFIX):
                self._context.removeByName(key)

    @property
    def status_texts(self) -> list[str]:
        """Every text that stood in the status bar, in order."""
        return list(self.read("status texts", ()))

    @property
    def alerts(self) -> list[Alert]:
        """Every message box that would have waited for a click, in order."""
        return [Alert(*alert) for alert in self.read("alerts", ())]

    def ask(self, kind: str, prompt: str, proposal: str) -> str | bool:
        """Note a dialog; give the next prepared answer, or cancel where there is none."""
        self.append("dialogs", (kind, prompt, proposal))
        answer, *rest = self.read("dialog answers", ()) or (_CANCELLED,)
        self.write("dialog answers", tuple(rest))
        return answer

    @property
    def dialogs(self) -> list[Dialog]:
        """Every dialog that would have waited for an entry, in order."""
        return [Dialog(*dialog) for dialog in self.read("dialogs", ())]

    def answer_dialogs_with(self, *answers: str | bool) -> None:
        """Say what is entered into the next dialogs: a text, ACCEPTED; then they are cancelled."""
        self.write("dialog answers", answers)

    def answer_alerts_with(self, *buttons: str) -> None:
        """Say what is clicked on the next message boxes ("no"); the first button if nothing."""
        self.write("answers", buttons)
