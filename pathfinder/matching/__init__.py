"""Who fits where, and why: a person's vacancies, an employer's candidates, and what a person agreed to show.

Nothing is decided here. A person reads a list with reasons; an employer sees no name before the person agrees, field by field.
"""
