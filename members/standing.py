"""What the record knows of a day: nothing before the network began or after today; of the rest, how surely."""

from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from core.dates import PartialDate
from core.periods import OPEN, reaches
from core.publishing import read_once_for_public
from members.models import Appointment, Committee, Membership, Office, Term

MEMBERS = ngettext_lazy("%(number)s member organisation", "%(number)s member organisations", "number")
EARLY = (Membership, Committee, Office, Term, Appointment)  # whose first start is the first day on record


def why_unknown(day, network):
    """A sentence where nothing can be said of a day (a `datetime.date`); else nothing."""
    if (today := timezone.localdate()) == day:
        return ""
    facts = {"day": PartialDate.of(day)}
    if day > today:
        return gettext("%(day)s has not come yet: nothing is on record for it.") % facts
    if network.founded:
        facts["founded"] = network.founded
        early = gettext("The network was founded in %(founded)s, after %(day)s: nothing is on record for that day.")
        return early % facts if day < network.founded.first else ""
    facts["first"] = first_start()
    if facts["first"] and day < facts["first"].first:
        return gettext("The record begins with %(first)s, after %(day)s: nothing is on record for that day.") % facts
    return ""


def best_known(first, last):
    """The day of a period of which most can be said: one that has begun, or in which the network was, is known."""
    return min(max(first, timezone.localdate()), last)


def first_start():
    first, *others = (model.objects.filter(start__isnull=False).order_by().values_list("start") for model in EARLY)
    return next((start for (start,) in first.union(*others).order_by("start")[:1]), None)


@read_once_for_public
def standing_today(user):
    """Of the members of today: the home page and each page of their list say it, and all of them must be counted."""
    return Standing(Membership.objects.current().of_organisations(user), timezone.localdate())


class Standing:
    """How many organisations hold these memberships on a day, by country, and how surely.

    Takes a queryset of those that run on the day. `counts` is {code: number}, `words` the whole in words: “39 member
    organisations on record, last confirmed 31 December 2014; of 37 the start is not recorded”.
    """

    def __init__(self, memberships, day):
        one, stale = "organisation", OPEN & Q(confirmed__isnull=False) & ~reaches(day)
        self.rows = list(
            memberships.order_by()
            .values("organisation__country")
            .annotate(
                total=Count(one, distinct=True),
                stale=Count(one, filter=stale, distinct=True),
                unstarted=Count(one, filter=Q(start__isnull=True), distinct=True),
                unconfirmed=Count(one, filter=OPEN & Q(confirmed__isnull=True), distinct=True),
                first=Min("confirmed", filter=stale),
                last=Max("confirmed", filter=stale),
            )
        )
        self.counts = {row["organisation__country"]: row["total"] for row in self.rows}
        self.total = self._sum("total")

    def _sum(self, name):
        return sum(row[name] for row in self.rows)

    @property
    def words(self):
        members = MEMBERS % {"number": self.total}
        confirmed, doubts = self._confirmed(), [words % {"number": count} for count, words in self._doubts() if count]
        if not confirmed and not doubts:
            return members
        return "; ".join((_("%(members)s on record") % {"members": members} + confirmed, *doubts))

    def _confirmed(self):
        """When those that go on, and were not confirmed for the day or later, were last known to."""
        stale = self._sum("stale")
        if not stale:
            return ""
        first = min(row["first"] for row in self.rows if row["first"])
        last = max(row["last"] for row in self.rows if row["last"])
        when = _("last confirmed %(last)s") if first == last else _("last confirmed between %(first)s and %(last)s")
        when %= {"first": first, "last": last}
        part = _(", %(when)s") if stale >= self.total else _(", %(number)s of them %(when)s")
        return part % {"number": stale, "when": when}

    def _doubts(self):
        yield self._sum("unstarted"), _("of %(number)s the start is not recorded")
        yield self._sum("unconfirmed"), _("of %(number)s it is not recorded when they were last confirmed")
