"""The pocket models: scenes drawn by code, and the small models trained on them."""
