"""The room `data.tabular`."""
