"""Ears: where sound comes from."""
