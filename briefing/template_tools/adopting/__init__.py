"""An office's own Word file made into a template: what its places are for, and the file with tags in them."""
