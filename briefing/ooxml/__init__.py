"""Office Open XML packages (Word files, workbooks): opened safely, read, changed, written. The only home of lxml."""
