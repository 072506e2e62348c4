"""The command `pathfinder`: what it promises to people and to other programs."""
