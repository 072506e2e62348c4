"""How long what people share is kept."""

UNOPENED_DAYS = 7  # a draft whose link nobody used: the address may be a stranger's
KEPT_DAYS = 90  # a draft that nobody touched, what was declined or taken back, and the address after the publication
