"""Our records as objects of the Human Services Data Specification (HSDS) 3.0. No other room knows both.

HSDS has one language and no place for some of what we know. Its strings hold the English text, or the first there is;
all languages, and what else is ours, stand in the property `pathfinder` of an object (`own_profile.py`). What is empty
is left out, except what the standard requires.
"""
