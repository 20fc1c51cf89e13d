"""行文: the memos that carry finished briefings as their attachments."""
