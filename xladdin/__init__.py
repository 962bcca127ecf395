"""xladdin: performance targets of budget projects, written, checked and consolidated in Excel."""

__version__ = "0.1.0"
