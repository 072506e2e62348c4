"""A large made-up directory for trials: made of kinds of help, trades, towns and languages, the same for the same seed.

Every record is marked as synthetic, says so on its page, has a key that begins with `demo-`, and can be removed again.
"""
