"""Several Word files as one."""
