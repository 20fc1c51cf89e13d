"""Making templates one's own: looking at them, copying, checking and comparing them."""
