"""Stands before numpy in processes that tests start: sqlite-utils loads it wherever it is, for a seventh of a second."""

raise ImportError("numpy is an extra; the command line runs without it")
