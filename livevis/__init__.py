"""livevis: what is sung is what is seen. A real-time visualizer for live music."""

__version__ = "0.1.0"
