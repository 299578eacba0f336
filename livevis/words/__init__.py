"""Words: from sound to text, and from text to the place in the lyrics."""
