"""ESCO, the European classification of occupations and skills: taking over its files, and finding in what was taken over.

The files are the European Commission's official download, which whoever runs Pathfinder supplies; none of it is shipped.
"""
