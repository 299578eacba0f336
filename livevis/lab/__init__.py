"""Training, evaluation and harnesses. Nothing on stage imports this room; only `cli` does."""
