"""How the commands show themselves in a terminal: progress, tables, sentences, in Chinese."""
