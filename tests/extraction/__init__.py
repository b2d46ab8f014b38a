"""Extraction: pages in, readings out."""
