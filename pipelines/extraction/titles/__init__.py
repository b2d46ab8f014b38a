"""The title: which line it is, and how it is spelled."""
