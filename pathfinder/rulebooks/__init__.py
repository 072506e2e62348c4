"""The law for every room: rulebooks read once, a person's answers and the forms for them, and how a law is said."""
