"""Displaced people abroad and the jobs that could bring them: what a destination asks, and a candidate's way through the stages.

The check at `/abroad/` is for everybody, reads the rulebook and keeps nothing. Candidates and jobs are kept for a team at the desk:
editors, or the people of one organization. What a candidate sees of it is said in human words (`stages.py`) behind a secret link.
Nothing here decides about a person: a person moves a case, and the history says who and when.
"""
