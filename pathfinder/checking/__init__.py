"""Keeping the directory true: what somebody should look at and why, links, duplicates, what readers report, and how good
the whole is, for everybody to see.

This room decides what has to be checked and keeps the course of it. It changes a record only through the directory's
actions, and it never writes a text of its own into one.
"""
