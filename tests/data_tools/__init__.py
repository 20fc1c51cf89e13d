"""The room `data_tools`."""
