"""Any Word file held against the data, number by number, and against another, change by change."""
