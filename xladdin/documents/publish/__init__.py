"""The document that a department publishes, written as a Word document.

``publication.py`` says what it contains, ``document.py`` puts it together, the modules beside it
write its pieces, and ``reading_back.py`` reads the finished file as the rules judge it.
"""
