"""The desk where the directory is written: one form for every kind of record, what providers propose and editors decide,
translations and how good they are, and where a pack and an editor differ.

Who may do what is `accounts/`; how a record is stored, and its history, is `directory/`. This room never writes a record
but through `directory.actions`.
"""
