"""The shelf of procedures."""
