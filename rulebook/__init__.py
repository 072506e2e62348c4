"""The rule engine: what a person must do and may do on a date, with reasons, unknowns kept unknown.

Pure Python: no Django, no clock, no language of its own. The decision date comes in as an argument, texts are carried
and never read. Only `load` touches files, only `columns` and what it is made of use Polars. Start reading at `law.Rulebook.on`.
"""
