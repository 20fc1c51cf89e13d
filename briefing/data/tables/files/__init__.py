"""Files with tables, opened: workbooks of every kind and text as grids of cells."""
