"""The desk: from keys to commands."""
