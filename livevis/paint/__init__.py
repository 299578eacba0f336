"""Painters: from a prompt to a picture."""
