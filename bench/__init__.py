"""What Pathfinder measures about itself: `make bench` runs `bench.run`, beside the peers, on this machine.

It does not decide anything for the product and is imported by none of it.
"""
