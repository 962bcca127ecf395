"""The one description of the form, and how it is read."""
