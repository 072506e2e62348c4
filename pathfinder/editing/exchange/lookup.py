"""One text, or those of one item, as they are now: what suggestions are about."""

from __future__ import annotations

from pathfinder.editing.exchange.kept_in_files import pack_places, texts_of_interface, texts_of_pack
from pathfinder.editing.exchange.record_texts import wordings_of
from pathfinder.editing.exchange.wording import INTERFACE, RECORD, SHARED, Wording
from pathfinder.editing.queries import record_at


def wordings_of_item(place: str, item: str, language: str) -> list[Wording]:
    """The texts of a record, of an item of a pack, or one of the interface; nothing where there is no such item."""
    if place == RECORD:
        record = record_at(item)
        return wordings_of(record.kind, record.key, record.document, language) if record else []
    if place == INTERFACE:
        return [one for one in texts_of_interface(language) if one.item == item]
    if place not in pack_places():
        return []
    apart = f"{item}."  # exemptions and desks of the item have no page of their own
    found = [one for one in texts_of_pack(place, language) if one.item == item or one.item.startswith(apart)]
    return found if found or place == SHARED else wordings_of_item(SHARED, item, language)  # most questions are shared


def wording_with(id_: str, language: str) -> Wording | None:
    """As it is now. Raises nothing: what is gone is None."""
    place, _colon, rest = id_.partition(":")
    item = rest.partition(":")[0]
    return next((one for one in wordings_of_item(place, item, language) if one.id == id_), None)
