"""What the program promises; the folders mirror its rooms."""
