"""The nouns of the house, as frozen values: facts, the library that holds them, and the document made of them."""
