"""From an inbox of workbooks to the department summary."""
