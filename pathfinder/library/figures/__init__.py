"""The shelf of figures."""
