"""The Excel add-in: its ribbon, its VBA, and what builds and installs the file."""
