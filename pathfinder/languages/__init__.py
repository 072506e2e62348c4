"""Languages: which one a page is in, and texts that say honestly which language they fell back to.

Interface strings come from `locale/`; texts about the law come from the packs. This room shows both and writes neither.
"""
