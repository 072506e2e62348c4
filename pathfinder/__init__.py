"""Pathfinder: one folder is one room of the house; ARCHITECTURE.md has the map."""
