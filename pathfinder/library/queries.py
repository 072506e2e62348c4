"""What other rooms may ask of the library."""

from pathfinder.library.as_records import SHELF_OF, TOLD_AS, only_of
from pathfinder.library.consents.queries import keys_taken_back
from pathfinder.library.content import Item, items, of_country
from pathfinder.library.stories.shown import names_the_employer

__all__ = [
    "SHELF_OF",
    "TOLD_AS",
    "Item",
    "keys_taken_back",
    "only_of",
    "practices_of_companies",
    "stories_naming_an_employer",
]


def stories_naming_an_employer(country: str) -> list[Item]:
    """Published stories in which somebody hired the person and is named."""
    return [story for story in of_country(items("stories"), country) if names_the_employer(story)]


def practices_of_companies(country: str) -> list[Item]:
    return [one for one in of_country(items("practices"), country) if one.data.get("sector") == "private"]
