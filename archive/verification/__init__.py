"""Proof that captures, snapshots and database agree, and how each is made anew from the one before it."""
