"""The law itself: a page for each provision with its conditions and its history, and what changed when, with feeds.

Start at `changes.changes_of`: dates of provisions, of figures and of services become one list.
"""
