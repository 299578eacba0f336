"""The only place that knows who is who."""
