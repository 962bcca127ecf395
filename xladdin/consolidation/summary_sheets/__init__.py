"""The sheets of the department summary."""
