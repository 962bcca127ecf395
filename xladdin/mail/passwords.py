"""The password of a mailbox: from the system's keyring, else from the person who runs this."""

from collections.abc import Callable

from xladdin.mail.imap import Mailbox

KEYRING_SERVICE = "xladdin"

AskPassword = Callable[[str], str]
"""Asks a person for the password of "user@host". Raises UsageError where nobody can be asked."""


def password_of(mailbox: Mailbox, ask: AskPassword) -> str:
    """The password, wherever it is."""
    account = f"{mailbox.user}@{mailbox.host}"
    return _kept_password(account) or ask(account)


def _kept_password(account: str) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:  # a library that one may do without
        return None
    try:
        kept: str | None = keyring.get_password(KEYRING_SERVICE, account)
    except KeyringError:
        return None
    return kept
