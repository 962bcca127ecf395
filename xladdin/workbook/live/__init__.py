"""The open workbook, through xlwings: read as a file is read, written only where it must be."""
