"""Tables as offices keep them, in workbooks and CSV files: their cells, what a sheet is made out to be, its figures."""
