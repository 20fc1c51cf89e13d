"""The room `data.tables`."""
