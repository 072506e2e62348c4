"""What every page shares: the base template, the style sheet, the marks of the verdicts. No rule and no text about the law."""
