"""Reading a published document back from its bare text: one part of the form a module."""
