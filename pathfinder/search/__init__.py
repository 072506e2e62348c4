"""From words to records: any language, any spelling, whole questions; the ranking can be told in a sentence.

Knows nothing of what a record is: rooms hand over `Entry`s, and get keys back with the reasons. Words are made
comparable in `words.py`, understood with the multilingual vocabulary in `vocabulary.py` and `understanding.py`, and
looked up in an index of tantivy that each machine keeps for itself, in `index.py`.
"""
