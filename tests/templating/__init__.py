"""Templates that are right, wrong and hostile."""
