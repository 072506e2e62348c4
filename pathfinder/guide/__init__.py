"""The guide: asks a person, composes their way to work, shows it, prints it, and gives it back to them to keep.

It keeps nothing: answers live in the person's own browser, and no page here writes to the database.
"""
