"""The shelf of stories."""
