"""The front door: what the command line can do, as functions; here clock, environment and current folder come in."""
