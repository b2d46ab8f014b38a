"""Who wrote it: what the head claims, and what is printed, labelled, marked or signed."""
