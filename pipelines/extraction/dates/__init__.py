"""When it was published and changed: what is stated, printed and marked up, and which of it is believed."""
