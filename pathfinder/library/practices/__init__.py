"""The shelf of practices."""
