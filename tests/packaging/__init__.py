"""What is shipped, and what may stand in the checkout."""
