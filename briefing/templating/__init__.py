"""The template language: environment, loader, checks before and while rendering, Chinese Markdown, audit of digits."""
