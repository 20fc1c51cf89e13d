"""A document as HTML: the page that people read on a phone, and the sheet that the preview shows."""
