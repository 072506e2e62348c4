"""Consent to what is published, and taking it back: for who told it, by a link or a short form, and for the desk.

`queries` knows what must not be shown, `actions` records and takes back, `rounds` does what must happen by itself.
"""
