"""Vacancies, internships and learning at work: entered by employers or imported, found in the directory's engine, given to others.

Start at `models.Vacancy`. `check` is the one door for what others tell, `posting` says a vacancy as schema.org JobPosting.
"""
