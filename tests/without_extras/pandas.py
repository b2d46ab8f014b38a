"""Stands before pandas in processes that tests start: sqlite-utils loads it wherever it is, for a third of a second."""

raise ImportError("pandas is an extra; the command line runs without it")
