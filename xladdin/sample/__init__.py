"""The published targets of one real department, 2024: 13 projects of two units."""
