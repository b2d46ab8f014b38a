"""What was received, byte for byte: WARC files, what a record keeps, and how it is found and read back."""
