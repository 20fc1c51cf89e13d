"""What an author asks for by name: values, series, tables and charts."""
