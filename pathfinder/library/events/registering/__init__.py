"""Registering for an event: with confirmation by letter, a waiting list and reminders.

`opening` says whether one can register, `actions` gives the places out, `post` sends the letters that are owed, `rounds` does
what must happen by itself.
"""
