"""What a person can do: everyday tasks in plain words, from words to skills, the profile and the papers made of it.

Start at `tasks.py` for our own vocabulary, `ladder/` for how words find it, `esco/` for the classification that makes it
finer, `profile_document.py` for what a person tells, which stays in their browser.
"""
