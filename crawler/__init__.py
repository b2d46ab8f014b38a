"""Finds pages: the spider, the frontier, what guards the network and what keeps every response."""
