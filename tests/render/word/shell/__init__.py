"""An office's Word file as a shell."""
