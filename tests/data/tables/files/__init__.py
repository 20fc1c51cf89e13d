"""The room `data.tables.files`."""
