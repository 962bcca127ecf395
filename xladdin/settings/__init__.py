"""Settings as files: the workbook of the finance office and its twin in TOML, both validated."""
