"""The promises of the validation."""
