"""Data as workbooks: empty ones to fill in, all that a workspace holds, forms for the bureaus and what comes back."""
