"""The screens on which a person tells what they can do.

Each is one form that carries the whole document; what is sent is answered with the next screen and kept nowhere here.
"""
