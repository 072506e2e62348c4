"""One question, nine countries: what each rulebook answers on a day, since when, who says so and how sure it is.

Start at `answers.answer_of`; the questions stand in packs/shared/questions.yaml, each country's answers in its answers.yaml.
"""
