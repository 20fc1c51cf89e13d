"""Briefings sent by mail: the draft of a message, its body, addresses and charts."""
