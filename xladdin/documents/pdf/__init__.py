"""PDFs read as blocks, by where their characters and lines stand."""
