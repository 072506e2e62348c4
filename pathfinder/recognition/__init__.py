"""From a diploma or a skill to its recognition: which steps, where, with which papers, and what is not known.

A route is put together in `route.py` from packs/CC/recognition.yaml, over the services and provisions of the pack; what a step
is for a person, the rulebook says. Other rooms ask `queries.py`.
"""
