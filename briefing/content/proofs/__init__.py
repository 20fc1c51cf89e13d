"""What an author says about figures, held against them."""
