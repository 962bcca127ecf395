"""Addresses of e-mail as people write them into a cell, one or several."""

import re

_ADDRESS = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_])?"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_BETWEEN = re.compile(r"[\s;,；，、]+")


def is_address(text: str) -> bool:
    """Whether a text is one address that every mail server takes."""
    return _ADDRESS.fullmatch(text) is not None


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses of a text, each once; what is no address is among them."""
    return tuple(dict.fromkeys(part for part in _BETWEEN.split(text) if part))
