"""To whom a provision speaks. Knows no Django: the terminal asks it too."""

from rulebook.provisions import Provision


def asks_for_employer(provision: Provision) -> bool:
    """Whether it is for someone with the role of an employer."""
    return any(leaf.op == "eq" and leaf.operand == "employer" for leaf in provision.leaves_on("role"))
