"""The only room in which a quantity becomes Chinese text."""
