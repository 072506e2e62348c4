"""All links, politely, resumable; broken ones put their records into the queue; an approval lasts until the target changes."""

import datetime as dt
import itertools
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from pathfinder.accounts.tests.people import User
from pathfinder.checking.actions import approve_link, take_approval_back
from pathfinder.checking.links.fetching import Manner
from pathfinder.checking.links.rounds import Pace, RoundIsRunning, go_round
from pathfinder.checking.links.uses import renew_links
from pathfinder.checking.models import Link, LinkRound, LinkUse, Reason
from pathfinder.checking.tests.loopback import BadWeb
from pathfinder.directory.actions import keep_sources
from pathfinder.directory.queries import Source
from pathfinder.directory.tests.records import NOW, ORGANIZATION, SERVICE, give, small_directory

pytestmark = pytest.mark.django_db

MANNER = Manner("Pathfinder-link-check/test", seconds=5, may_be_private=True)
AT_ONCE = Pace(parallel=4, seconds_between=0.0)


@pytest.fixture
def clock() -> Callable[[], dt.datetime]:
    """An hour later each time somebody looks."""
    hours = itertools.count()
    return lambda: NOW + dt.timedelta(hours=next(hours))


def service_at(url: str, key: str = "be-recognition", **more: object) -> None:
    give("service", key, {**SERVICE, "url": url, **more})


def organizations_at(web: BadWeb, paths: list[str]) -> None:
    [give("organization", f"be-{n}", {**ORGANIZATION, "website": web.at(path)}) for n, path in enumerate(paths)]


def waiting_for_links() -> set[str]:
    return set(Reason.objects.filter(why="link_broken").values_list("key", flat=True))


def test_every_address_of_records_and_sources_is_known_once_with_where_it_stands() -> None:
    small_directory()
    service_at("https://desk.example/#hours", schedules=[{"schedule_link": "https://desk.example/"}])
    keep_sources("be", [Source(key="study", country="be", title="A study", url="https://desk.example/")])

    renew_links()

    link = Link.objects.get(url="https://desk.example/")
    assert {(use.kind, use.key, use.field) for use in link.uses.all()} == {
        ("service", "be-recognition", "url"),
        ("service", "be-recognition", "schedules"),
        ("source", "study", "url"),
    }
    assert Link.objects.filter(url="https://loopbaanhuis.example/").count() == 1


def test_an_address_that_nobody_names_any_more_is_forgotten() -> None:
    small_directory()
    service_at("https://old.example/")
    renew_links()
    service_at("https://new.example/")

    renew_links()

    assert not Link.objects.filter(url="https://old.example/").exists()
    assert LinkUse.objects.get(kind="service", key="be-recognition").link.url == "https://new.example/"


def test_a_broken_link_puts_every_record_that_uses_it_into_the_queue(web: BadWeb, clock: Callable) -> None:
    small_directory()
    service_at(web.at("/gone"))
    give("organization", "be-house", {**ORGANIZATION, "website": web.at("/fine")})

    this = go_round(MANNER, AT_ONCE, now=clock)

    assert (this.total, this.done, this.broken, this.finished_at is not None) == (2, 2, 1, True)
    assert waiting_for_links() == {"be-recognition"}


def test_a_source_whose_page_is_gone_queues_all_records_that_cite_it(web: BadWeb, clock: Callable) -> None:
    small_directory()
    give("organization", "be-house", {**ORGANIZATION, "website": ""})
    keep_sources("be", [Source(key="study", country="be", title="A study", url=web.at("/gone"))])

    go_round(MANNER, AT_ONCE, now=clock)

    assert waiting_for_links() == {"be-house", "be-recognition", "be-mentoring"}


def test_a_passing_trouble_counts_only_when_a_second_round_finds_it_too(web: BadWeb, clock: Callable) -> None:
    small_directory()
    give("organization", "be-house", {**ORGANIZATION, "website": web.at("/broken")})

    go_round(MANNER, AT_ONCE, now=clock)
    after_one = waiting_for_links()
    go_round(MANNER, AT_ONCE, now=clock)

    link = Link.objects.get()
    assert after_one == set()
    assert waiting_for_links() == {"be-house"}
    assert link.first_failed_at < link.checked_at


def test_a_link_that_works_again_takes_its_records_out_of_the_queue(web: BadWeb, clock: Callable) -> None:
    small_directory()
    give("organization", "be-house", {**ORGANIZATION, "website": web.at("/page")})
    web.statuses["/page"] = 404
    go_round(MANNER, AT_ONCE, now=clock)
    web.statuses["/page"] = 200

    go_round(MANNER, AT_ONCE, now=clock)

    link = Link.objects.get()
    assert waiting_for_links() == set()
    assert (link.is_broken, link.first_failed_at, link.failures) == (False, None, 0)


def test_a_site_that_asks_us_to_come_back_later_changes_nothing(web: BadWeb, clock: Callable) -> None:
    small_directory()
    give("organization", "be-house", {**ORGANIZATION, "website": web.at("/busy")})

    go_round(MANNER, AT_ONCE, now=clock)

    assert not Link.objects.get().is_broken
    assert waiting_for_links() == set()


def test_an_approval_lasts_until_the_target_changes(web: BadWeb, piet: User, clock: Callable) -> None:
    small_directory()
    give("organization", "be-house", {**ORGANIZATION, "website": web.at("/closed")})
    go_round(MANNER, AT_ONCE, now=clock)
    approve_link(Link.objects.get().pk, by=piet, at=NOW)

    go_round(MANNER, AT_ONCE, now=clock)
    while_the_same = waiting_for_links()
    web.titles["/closed"] = "We have moved"
    go_round(MANNER, AT_ONCE, now=clock)

    assert while_the_same == set()
    assert waiting_for_links() == {"be-house"}
    assert Link.objects.get().approved_by == ""


def test_an_approval_can_be_taken_back(web: BadWeb, piet: User, clock: Callable) -> None:
    small_directory()
    give("organization", "be-house", {**ORGANIZATION, "website": web.at("/closed")})
    go_round(MANNER, AT_ONCE, now=clock)
    link = approve_link(Link.objects.get().pk, by=piet, at=NOW)

    take_approval_back(link.pk, by=piet, at=NOW)

    assert waiting_for_links() == {"be-house"}


def test_a_round_that_was_stopped_goes_on_where_it_was(web: BadWeb, clock: Callable) -> None:
    organizations_at(web, [f"/page/{n}" for n in range(10)])

    first = go_round(MANNER, AT_ONCE, now=clock, at_most=4)
    stopped_at = (first.done, first.finished_at)
    second = go_round(MANNER, AT_ONCE, now=clock)

    assert stopped_at == (4, None)
    assert second.pk == first.pk
    assert (second.done, second.total, second.finished_at is not None) == (10, 10, True)
    assert {path for _method, path in web.asked} == {f"/page/{n}" for n in range(10)}
    assert set(web.asked.values()) == {1}


def test_an_interruption_keeps_what_was_looked_at(
    web: BadWeb, clock: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    organizations_at(web, [f"/page/{n}" for n in range(6)])
    monkeypatch.setattr("pathfinder.checking.links.rounds.WRITE_EVERY", 1)

    with pytest.raises(KeyboardInterrupt):
        go_round(MANNER, Pace(1, 0.0), now=clock, told=_interrupt_at(3))

    assert Link.objects.exclude(checked_at=None).count() == 3
    assert not LinkRound.objects.get().is_running
    assert go_round(MANNER, AT_ONCE, now=clock).done == 6


def _interrupt_at(number: int) -> Callable[[LinkRound], None]:
    def told(this: LinkRound) -> None:
        if this.done == number:
            raise KeyboardInterrupt

    return told


def test_two_programs_do_not_look_at_the_same_time() -> None:
    LinkRound.objects.create(started_at=NOW, seen_at=NOW, is_running=True)

    with pytest.raises(RoundIsRunning):
        go_round(MANNER, AT_ONCE, now=lambda: NOW + dt.timedelta(seconds=20))


def test_a_round_whose_program_was_killed_is_gone_on_with(web: BadWeb) -> None:
    killed = LinkRound.objects.create(started_at=NOW, seen_at=NOW, is_running=True)

    this = go_round(MANNER, AT_ONCE, now=lambda: NOW + dt.timedelta(minutes=5))

    assert this.pk == killed.pk


def test_one_host_is_asked_one_page_at_a_time_with_a_pause(web: BadWeb, clock: Callable) -> None:
    organizations_at(web, ["/has-version/a", "/has-version/b", "/has-version/c"])

    go_round(MANNER, Pace(parallel=8, seconds_between=0.2), now=clock)

    pauses = [later - earlier for earlier, later in itertools.pairwise(sorted(web.times))]
    assert len(pauses) == 2
    assert min(pauses) >= 0.19


def test_the_pages_of_a_host_that_is_gone_are_not_asked_one_by_one(web: BadWeb, clock: Callable) -> None:
    organizations_at(web, [f"/page/{n}" for n in range(8)])
    web.end()
    started = timezone.now()

    this = go_round(MANNER, Pace(1, 0.05), now=clock)

    assert this.done == 8
    assert set(Link.objects.values_list("problem", flat=True)) == {"no_connection"}
    assert timezone.now() - started < dt.timedelta(seconds=3)


def test_only_what_failed_is_looked_at_again_when_that_is_asked(web: BadWeb, clock: Callable) -> None:
    organizations_at(web, ["/fine", "/gone"])
    go_round(MANNER, AT_ONCE, now=clock)
    web.asked.clear()

    go_round(MANNER, AT_ONCE, now=clock, only_failed=True)

    assert {path for _method, path in web.asked} == {"/gone"}


@override_settings(LINK_CHECK_MAY_GO_INSIDE=True)
def test_the_command_says_how_far_it_came(web: BadWeb) -> None:
    organizations_at(web, ["/fine", "/gone", "/moved"])
    said, progress = StringIO(), StringIO()

    call_command("check_links", at_most=2, pause=0.0, stdout=said, stderr=progress)
    call_command("check_links", pause=0.0, stdout=said, stderr=progress)

    assert said.getvalue().splitlines() == [
        "2 of 3 links were looked at. Call again to go on.",
        "All 3 links were looked at; 1 do not work.",
    ]
    assert "2 of 3 (66 %)" in progress.getvalue()


def test_the_command_asks_nothing_inside_by_itself(web: BadWeb) -> None:
    organizations_at(web, ["/fine"])

    call_command("check_links", pause=0.0, stdout=StringIO(), stderr=StringIO())

    assert not web.asked
    assert Link.objects.get().problem == "not_public"


@pytest.mark.parametrize(("option", "value"), [("parallel", 0), ("pause", -1.0), ("timeout", 0.0)])
def test_the_command_says_what_a_number_must_be(option: str, value: float) -> None:
    with pytest.raises(CommandError, match=f"--{option} is"):
        call_command("check_links", **{option: value})


# at the desk


def test_an_editor_sees_what_is_broken_where_and_how_far_the_round_is(
    editor: Client, web: BadWeb, clock: Callable
) -> None:
    small_directory()
    give("organization", "be-house", {**ORGANIZATION, "website": web.at("/gone")})
    give("organization", "be-0", {**ORGANIZATION, "website": web.at("/fine")})
    go_round(MANNER, AT_ONCE, now=clock)

    page = editor.get(reverse("checking:links", args=["en"])).content.decode()

    assert web.at("/gone") in page
    assert web.at("/fine") not in page
    assert "the page does not exist any more (404)" in page
    assert "Career house Ghent" in page
    assert "2 links, 1 did not work" in page


def test_a_round_on_its_way_shows_its_progress(editor: Client) -> None:
    LinkRound.objects.create(started_at=NOW, seen_at=NOW, is_running=True, total=200, done=50)

    page = editor.get(reverse("checking:links", args=["en"])).content.decode()

    assert "Being checked: 50 of 200 links." in page
    assert '<progress id="round" value="50" max="200">' in page


def test_an_editor_says_that_a_link_works(editor: Client, web: BadWeb, clock: Callable) -> None:
    small_directory()
    give("organization", "be-house", {**ORGANIZATION, "website": web.at("/closed")})
    go_round(MANNER, AT_ONCE, now=clock)
    link = Link.objects.get()

    page = editor.post(reverse("checking:link", args=["en", link.pk]), {"asked": "problem=refused"}, follow=True)

    assert page.redirect_chain == [("/en/desk/links/?problem=refused", 302)]
    assert "counts as working until its page changes" in page.content.decode()
    assert waiting_for_links() == set()


def test_observers_look_and_change_nothing(observer: Client, web: BadWeb, clock: Callable) -> None:
    organizations_at(web, ["/gone"])
    go_round(MANNER, AT_ONCE, now=clock)
    link = Link.objects.get()

    assert "It works, I looked" not in observer.get(reverse("checking:links", args=["en"])).content.decode()
    assert observer.post(reverse("checking:link", args=["en", link.pk])).status_code == 404


def test_a_page_of_links_takes_few_queries(
    editor: Client, web: BadWeb, clock: Callable, django_assert_max_num_queries
) -> None:
    organizations_at(web, [f"/gone/{n}" for n in range(20)])
    go_round(MANNER, AT_ONCE, now=clock)

    with django_assert_max_num_queries(17):
        editor.get(reverse("checking:links", args=["en"]))


def test_an_address_that_is_a_script_is_shown_and_never_a_link(editor: Client, clock: Callable) -> None:
    small_directory()
    service_at("javascript:alert(1)")
    go_round(MANNER, AT_ONCE, now=clock)

    page = editor.get(reverse("checking:links", args=["en"])).content.decode()
    queue = editor.get(reverse("checking:queue", args=["en"])).content.decode()

    assert "javascript:alert(1)" in page
    assert "javascript:alert(1)" in queue
    assert 'href="javascript:' not in page + queue
