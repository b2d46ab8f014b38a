"""What a portal is: its file, its addresses, its end."""
