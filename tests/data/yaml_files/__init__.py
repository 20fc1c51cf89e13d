"""The room `data.yaml_files`."""
