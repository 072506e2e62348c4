"""Pages about Pathfinder itself: for whom it can be used, and the parts it is drawn from."""
