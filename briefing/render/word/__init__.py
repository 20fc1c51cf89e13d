"""The Word writer, and the script that makes the built-in shells. The only home of lxml."""
