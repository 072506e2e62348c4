"""Texts out to translators' tools and back: which texts there are, in packs and in records; XLIFF and PO; writing packs."""
