"""One function a rule; its docstring is its documentation."""
