"""Enumerations whose members are words, as quick in sets and tables as the words are."""

from enum import StrEnum


class WordEnum(StrEnum):
    """A StrEnum whose members are hashed as texts.

    They are equal to their texts anyway; Enum would hash the name instead, by a Python function,
    and rules look members up by the thousand.
    """

    __hash__ = str.__hash__
