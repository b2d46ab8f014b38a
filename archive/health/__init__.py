"""What an operator must hear of a portal."""
