"""Movement: the only place where threads start and queues stand."""
