"""The promises of the chart room."""
