"""The pages of the desk: the queue, links, duplicates, reports, and searches that found nothing. Observers look, editors act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pathfinder.accounts.queries import EDITOR, OBSERVER, desk_page, is_editor
from pathfinder.checking import actions, reports
from pathfinder.checking.failed_searches import SHOWN_FROM
from pathfinder.checking.filters import Asked
from pathfinder.checking.forms import AnswerForm, CadenceForm
from pathfinder.checking.links.problems import PROBLEMS
from pathfinder.checking.models import Duplicate, FailedSearch, Link, LinkUse, Reason, Report
from pathfinder.checking.pair import side_by_side
from pathfinder.checking.queries import course_of, find_record, last_round, record_of_kind
from pathfinder.checking.queue import Queue, Wanted, counts
from pathfinder.checking.reasons import REASONS
from pathfinder.checking.shown import KINDS, edit_url, names_of, shown_links, shown_pairs, shown_waiting
from pathfinder.directory.queries import countries_of_the_directory
from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import country_name, date_in_words, language_name, partial_date_in_words

A_PAGE = 25
read_or_send = require_http_methods(["GET", "HEAD", "POST"])
looks_on = desk_page(EDITOR, OBSERVER)
acts = desk_page(EDITOR)


# the queue


@require_safe
@looks_on
def queue(request: HttpRequest, language: str) -> HttpResponse:
    today = timezone.localdate()
    asked = Asked(request.GET, {"why": _in_words(REASONS), "kind": _in_words(KINDS), "country": _countries(language)})
    wanted = Wanted(**{name: asked[name] for name in ("why", "kind", "country")})
    found = counts(wanted, today=today)
    page = Paginator(Queue(wanted, today, found.total), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": shown_waiting(list(page), language),
        "asked": asked.query,
        "filters": [
            asked.filter("why", _("Reason"), found.by_why),
            asked.filter("kind", _("Kind"), found.by_kind),
            asked.filter("country", _("Country"), found.by_country),
        ],
        "months": [int(months) for months, _words in CadenceForm.base_fields["months"].choices],
        "may_act": is_editor(request.user),
    }
    return render(request, "checking/queue.html", context)


@require_POST
@acts
def still_right(request: HttpRequest, language: str) -> HttpResponse:
    record = record_of_kind(request.POST.get("kind", ""), request.POST.get("key", ""))
    now = timezone.now()
    actions.still_right(record.kind, record.key, by=request.user, on=timezone.localdate(now), at=now)
    record.refresh_from_db(fields=["check_next_on"])
    told = {"name": localized(record.name, language), "day": date_in_words(record.check_next_on, language)}
    said = _("“%(name)s” is right as of today, in all its languages. Next look: %(day)s.") % told
    if left := Reason.objects.filter(key=record.key).first():
        said += " " + _("It stays in the queue: %(reason)s.") % {"reason": _(REASONS[left.why])}
    messages.success(request, said)
    return _back_to_queue(request, language)


@require_POST
@acts
def cadence(request: HttpRequest, language: str) -> HttpResponse:
    record = record_of_kind(request.POST.get("kind", ""), request.POST.get("key", ""))
    form = CadenceForm(request.POST)
    if not form.is_valid():
        raise Http404  # the page offers no other values
    actions.set_cadence(record.kind, record.key, form.cleaned_data["months"], by=request.user, at=timezone.now())
    record.refresh_from_db()
    told = {"name": localized(record.name, language), "n": record.cadence_months, "day": date_in_words(record.check_next_on, language)}  # fmt: skip
    messages.success(request, _("“%(name)s” is checked every %(n)s months now. Next look: %(day)s.") % told)
    return _back_to_queue(request, language)


def _back_to_queue(request: HttpRequest, language: str) -> HttpResponseRedirect:
    """With the filters and the page one had."""
    query = QueryDict(request.POST.get("asked", "")).urlencode()
    return redirect(reverse("checking:queue", args=[language]) + (f"?{query}" if query else ""))


# links


@require_safe
@looks_on
def links(request: HttpRequest, language: str) -> HttpResponse:
    """What does not work; what an editor approved; what answered from somewhere else."""
    shows = {"broken": _("does not work"), "approved": _("works, somebody looked"), "moved": _("has moved")}
    asked = Asked(request.GET, {"show": shows, "problem": _in_words(PROBLEMS), "country": _countries(language)})
    which = {
        "broken": Q(is_broken=True),
        "approved": ~Q(approved_by=""),
        "moved": Q(problem="") & ~Q(final_url=""),
    }
    of = Link.objects.filter(which[asked["show"] or "broken"])
    if asked["problem"]:
        of = of.filter(problem=asked["problem"])
    if asked["country"]:
        of = of.filter(pk__in=LinkUse.objects.filter(country=asked["country"]).values("link"))
    page = Paginator(of.order_by("first_failed_at", "id"), A_PAGE).get_page(request.GET.get("page"))
    shown = Link.objects.filter(which[asked["show"] or "broken"])
    context = {
        "page": page,
        "rows": shown_links(list(page), language),
        "asked": asked.query,
        "filters": [
            asked.filter("show", _("Show"), Link.objects.aggregate(**{n: Count("id", filter=q) for n, q in which.items()})),
            asked.filter("problem", _("Problem"), dict(shown.order_by().values_list("problem").annotate(n=Count("id")))),
            asked.filter("country", _("Country"), _by_country(shown)),
        ],
        "round": last_round(),
        "may_act": is_editor(request.user),
    }  # fmt: skip
    return render(request, "checking/links.html", context)


def _by_country(of: Any) -> dict[str, int]:
    uses = LinkUse.objects.filter(link__in=of).order_by().values_list("country")
    return dict(uses.annotate(n=Count("link", distinct=True)))


@require_POST
@acts
def link(request: HttpRequest, language: str, pk: int) -> HttpResponse:
    """“It works, I looked”, or that taken back."""
    found = get_object_or_404(Link, pk=pk)
    if "back" in request.POST:
        actions.take_approval_back(pk, by=request.user, at=timezone.now())
        messages.success(request, _("This link counts as it was found again: %(url)s") % {"url": found.url})
    else:
        actions.approve_link(pk, by=request.user, at=timezone.now())
        messages.success(request, _("This link counts as working until its page changes: %(url)s") % {"url": found.url})
    query = QueryDict(request.POST.get("asked", "")).urlencode()
    return redirect(reverse("checking:links", args=[language]) + (f"?{query}" if query else ""))


# duplicates


@require_safe
@looks_on
def duplicates(request: HttpRequest, language: str) -> HttpResponse:
    states = {"different": _("not the same"), "merged": _("made one")}
    asked = Asked(request.GET, {"state": states, "kind": _in_words(KINDS), "country": _countries(language)})
    of = Duplicate.objects.filter(state=asked["state"] or Duplicate.OPEN)
    rows = of.filter(**{name: asked[name] for name in ("kind", "country") if asked[name]})
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": shown_pairs(list(page), language),
        "asked": asked.query,
        "filters": [
            asked.filter(name, words, dict(counted.order_by().values_list(name).annotate(n=Count("id"))))
            for name, words, counted in (
                ("state", _("Decided"), Duplicate.objects.exclude(state=Duplicate.OPEN)),
                ("kind", _("Kind"), of),
                ("country", _("Country"), of),
            )
        ],
    }
    return render(request, "checking/duplicates.html", context)


@read_or_send
@looks_on
def pair(request: HttpRequest, language: str, pk: int) -> HttpResponse:
    """Two records side by side, and what somebody decides."""
    one = get_object_or_404(Duplicate, pk=pk)
    if request.method == "POST":
        if not is_editor(request.user) or one.state != Duplicate.OPEN:
            raise Http404
        return _decide(request, language, one)
    context = {
        "shown": shown_pairs([one], language)[0],
        "sides": side_by_side(one.kind, one.first, one.second, language),
        "may_act": is_editor(request.user) and one.state == Duplicate.OPEN,
    }
    return render(request, "checking/pair.html", context)


def _decide(request: HttpRequest, language: str, one: Duplicate) -> HttpResponse:
    now = timezone.now()
    if request.POST.get("decision") == "different":
        actions.are_different(one.pk, by=request.user, at=now)
        messages.success(request, _("Remembered: these are two things. They will not be proposed again."))
        return redirect("checking:duplicates", language=language)
    kept = request.POST.get("decision", "").removeprefix("keep:")
    if kept not in (one.first, one.second):
        messages.error(request, _("Choose which of the two stays, or that they are not the same."))
        return redirect("checking:pair", language=language, pk=one.pk)
    try:
        actions.merge(one.pk, kept, by=request.user, at=now)
    except (actions.CannotMerge, actions.RecordGone) as problem:
        messages.error(request, _("They could not be made one: %(why)s") % {"why": problem})
        return redirect("checking:pair", language=language, pk=one.pk)
    names = names_of([(one.kind, kept)], language)
    messages.success(request, _("“%(name)s” stays. The other’s places, services and address lead to it.") % {"name": names[kept]})  # fmt: skip
    return redirect("checking:duplicates", language=language)


# reports


@require_safe
@looks_on
def desk_reports(request: HttpRequest, language: str) -> HttpResponse:
    asked = Asked(request.GET, {"state": _in_words(reports.STATES), "country": _countries(language)})
    of = (
        Report.objects.filter(state=asked["state"])
        if asked["state"]
        else Report.objects.exclude(state__in=Report.CLOSED)
    )
    rows = of.filter(country=asked["country"]) if asked["country"] else of
    page = Paginator(rows.order_by("reported_on", "id"), A_PAGE).get_page(request.GET.get("page"))
    names = names_of(((one.kind, one.key) for one in page), language)
    context = {
        "page": page,
        "rows": [(one, names.get(one.key, one.key), _(reports.WRONG[one.about])) for one in page],
        "asked": asked.query,
        "filters": [
            asked.filter("state", _("State"), dict(Report.objects.order_by().values_list("state").annotate(n=Count("id")))),
            asked.filter("country", _("Country"), dict(of.order_by().values_list("country").annotate(n=Count("id")))),
        ],
    }  # fmt: skip
    return render(request, "checking/desk_reports.html", context)


@read_or_send
@looks_on
def desk_report(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """One report: its words, and taking, answering, erasing."""
    one = get_object_or_404(Report, code=code)
    form = AnswerForm(request.POST if "close" in request.POST else None)
    if request.method == "POST":
        if not is_editor(request.user):
            raise Http404
        try:
            if _act_on_report(request, language, one, form):
                return redirect("checking:desk-report", language=language, code=code)
        except reports.NotOpen:
            messages.error(request, _("Somebody closed this report in the meantime. Your answer was not saved: %(words)s") % {"words": request.POST.get("answer", "")})  # fmt: skip
            return redirect("checking:desk-report", language=language, code=code)
    record = find_record(one.key)
    context = {
        "report": one,
        "about": _(reports.WRONG[one.about]),
        "course": course_of(one, language),
        "record": record,
        "title": localized(record.name, language) if record else None,
        "edit_url": edit_url(one.key, language) if record else "",
        "form": form,
        "written_in": language_name(one.language, language),
        "longest": reports.LONGEST_ANSWER,
        "may_act": is_editor(request.user),
    }
    return render(request, "checking/desk_report.html", context, status=422 if form.errors else 200)


def _act_on_report(request: HttpRequest, language: str, one: Report, form: AnswerForm) -> bool:
    """Whether something was done; else the form says what is missing."""
    now = timezone.now()
    who: dict[str, Any] = {"by": request.user, "at": now}
    if "take" in request.POST:
        reports.take(one.code, on=timezone.localdate(now), **who)
        messages.success(request, _("The reader sees now that you look into it."))
    elif "erase" in request.POST:
        reports.erase_words(one.code, **who)
        messages.success(request, _("The reader’s words are erased."))
    elif form.is_valid():
        data = form.cleaned_data
        reports.close(
            one.code, is_changed=data["outcome"] == "changed", answer=data["answer"],
            may_show_words=data["may_show_words"], language=language, on=timezone.localdate(now), **who,
        )  # fmt: skip
        messages.success(request, _("The report is closed. The reader sees your answer."))
    else:
        return False
    return True


# searches that found nothing


@require_safe
@looks_on
def failed_searches(request: HttpRequest, language: str) -> HttpResponse:
    """By month: words that were typed often, and of the rest only the number."""
    months = FailedSearch.objects.order_by("-month").values_list("month", flat=True).distinct()
    known = {month: partial_date_in_words(month, language) for month in months}
    spoken = {code: language_name(code, language) for code in FailedSearch.objects.order_by("language").values_list("language", flat=True).distinct()}  # fmt: skip
    asked = Asked(request.GET, {"month": known, "language": spoken, "country": _countries(language)})
    rows = FailedSearch.objects.filter(**{n: asked[n] for n in ("month", "language", "country") if asked[n]})
    often = (
        rows.exclude(words="")
        .values("words", "language", "country")
        .annotate(times=Sum("count"))
        .filter(times__gte=SHOWN_FROM)
        .order_by("-times", "words", "language", "country")
    )
    page = Paginator(often, A_PAGE * 2).get_page(request.GET.get("page"))
    total = rows.aggregate(n=Sum("count"))["n"] or 0
    context = {
        "page": page,
        "asked": asked.query,
        "total": total,
        "rest": total - sum(row["times"] for row in often),
        "least": SHOWN_FROM,
        "filters": [
            asked.filter(name, words, dict(FailedSearch.objects.order_by().values_list(name).annotate(n=Sum("count"))))
            for name, words in (("month", _("Month")), ("language", _("Language")), ("country", _("Country")))
        ],
    }
    return render(request, "checking/failed_searches.html", context)


# small things


def _in_words(codes: dict[str, str]) -> dict[str, str]:
    return {code: _(words) for code, words in codes.items()}


def _countries(language: str) -> dict[str, str]:
    return {code: country_name(code.upper(), language) for code in countries_of_the_directory()}
