"""From bytes to a tree: decoding, what is cut before parsing, parsing, and what the head states."""
