"""The shelf of events."""
