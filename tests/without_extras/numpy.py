"""Stands before numpy in processes that tests start, as pandas.py before pandas: sqlite-utils loads it for nothing."""

raise ImportError("numpy is an extra; the command line runs without it")
