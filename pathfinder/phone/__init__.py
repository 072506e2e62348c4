"""The rulebook on the device: the law, the places and the texts of a country as files, and the scripts that read them.

Start at `law.law_document`; the format is in docs/guides/phone.md. Nothing that a person answers comes here.
"""
