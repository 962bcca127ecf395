"""Word documents read as blocks: paragraphs, tables and what lies outside both."""
