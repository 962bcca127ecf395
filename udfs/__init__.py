"""Functions for cells: whole ranges in, arrays out, the same code as the rules."""
