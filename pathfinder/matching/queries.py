"""What other rooms may ask: the vacancies that fit a person, with the reasons; what is kept about a person."""

from __future__ import annotations

import json
from typing import Any

from pathfinder.accounts.queries import User
from pathfinder.matching.at_hand import closeness_at_hand, vacancies_at_hand
from pathfinder.matching.matches import Match, SkillMatch
from pathfinder.matching.models import FieldRequest, OfferedProfile, OfferEvent
from pathfinder.matching.rules import Ruled, Situation
from pathfinder.matching.situations import situation_of
from pathfinder.skills.queries import Profile

__all__ = ["Match", "Ruled", "Situation", "SkillMatch", "matches_for", "own_offer", "situation_of"]


def matches_for(profile: Profile, situation: Situation, limit: int = 20) -> tuple[list[Match], list[Match]]:
    """The best vacancies that no hard rule closes, and the best that one does, with its reason: `limit` of each at most."""
    return vacancies_at_hand(situation.on).for_person(profile, closeness_at_hand(), situation, limit=limit)


def own_offer(user: User) -> dict[str, Any]:
    """Everything that is kept about a person here, for the file of own data; nothing of who looked but the employer."""
    kept = OfferedProfile.objects.filter(user=user).first()
    return {
        "offered": {
            "profile": json.loads(kept.document), "countries": kept.countries, "until": kept.until.isoformat(),
            "consent": kept.consent, "since": kept.offered_at.isoformat(), "changed_at": kept.changed_at.isoformat(),
        } if kept else None,
        "asked_of_me": [_asked(one) for one in FieldRequest.objects.filter(user=user)],
        "asked_by_me": [_asked(one) for one in FieldRequest.objects.filter(asked_by=user)],
        "what_happened": [
            {"at": one.at.isoformat(), "what": one.what, "field": one.field, "organization": one.organization_key,
             "vacancy": one.vacancy_key}
            for one in OfferEvent.objects.filter(user=user)
        ],
    }  # fmt: skip


def _asked(one: FieldRequest) -> dict[str, Any]:
    return {
        "field": one.field, "organization": one.organization_key, "vacancy": one.vacancy_key, "reason": one.reason,
        "state": one.state, "asked_at": one.asked_at.isoformat(),
        "answered_at": one.answered_at.isoformat() if one.answered_at else None,
    }  # fmt: skip
