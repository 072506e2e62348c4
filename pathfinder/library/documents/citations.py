"""A document as one cites it: a line to copy, and an entry for BibTeX."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# BibTeX counts braces also where a backslash stands before them: those of a text become names, so that they stay in pairs
TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
        "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    }
)  # fmt: skip
# An address is read letter by letter; only what would end the field, or the address, is written as its code
ADDRESS: Final = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", '"': "%22"})


@dataclass(frozen=True)
class Cited:
    key: str
    title: str
    publisher: str
    year: str
    language: str
    url: str


def citation_of(cited: Cited) -> str:
    """“Publisher (2018). Title. https://…”; what is not known is left out."""
    who = f"{cited.publisher} ({cited.year})" if cited.year else cited.publisher
    return " ".join(part for part in (f"{who.rstrip('.')}.", f"{cited.title.rstrip('.')}.", cited.url) if part)


def bibtex_of(cited: Cited) -> str:
    """One entry. The kind of a document is not in the packs, so that all are `@misc`."""
    fields = {
        "title": f"{{{tex(cited.title)}}}",  # in braces of its own: names keep their capital letters
        "howpublished": tex(cited.publisher),
        "year": tex(cited.year),
        "language": tex(cited.language),
        "url": one_line(cited.url).translate(ADDRESS),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{cited.key},", *lines, "}"]) + "\n"


def tex(text: str) -> str:
    """The text in one line, with no sign that TeX or BibTeX would run."""
    return one_line(text).translate(TEX)


def one_line(text: str) -> str:
    return " ".join(text.split())
