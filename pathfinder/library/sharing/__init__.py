"""People who do the work share a practice, a story, an event or a document: a draft, questions, a decision.

What they type is kept as it is typed and checked when it is sent. It becomes a record of the directory, and stands in the
library, when an editor publishes it. `actions` moves a submission from state to state, `rounds` does what must happen by itself.
"""
