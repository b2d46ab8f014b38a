"""A page as lines: how each looks, and what it is by its words."""
