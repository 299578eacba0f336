"""Prompts: from words to what a picture model reads."""
