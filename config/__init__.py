"""Wiring only: the settings, the addresses, the door for the web server. No rule and no page lives here."""
