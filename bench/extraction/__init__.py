"""How well pages are read, beside other extractors, each in an environment of its own, on any corpus with gold."""
