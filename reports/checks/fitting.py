"""What the printed draft shows: whether all of it lies within the columns of its pages."""

from django.utils.translation import gettext_lazy as _

from reports.findings import Kind, Place
from reports.output.printing import just_failed, overflows

MEASURED = Kind(
    "being-measured",
    _("Being measured"),
    _("Whether all of it fits its pages is known once the draft has been printed; a release waits for that."),
    blocking=True,
)
FAILED = Kind(
    "unprintable-draft", _("Draft that cannot be printed"), _("A release cannot be printed either."), blocking=True
)
BEYOND = Kind(
    "beyond-page-edge",
    _("Beyond the edge of its page"),
    _("What lies there is cut off, or in the way of other words."),
    blocking=True,
)


def fits(context):
    report, data = context.report, context.printed
    found = overflows(report, data)
    if found is None:
        if why := just_failed(report, data):
            yield FAILED.at(Place(report, "title"), why)
        else:
            words = _("The draft is being printed to see whether all of it fits. Look again in a few seconds.")
            yield MEASURED.at(Place(report, "title"), words)
        return
    texts = [("".join(text.plain.split()), text) for text in context.texts]
    for one in found:
        yield BEYOND.at(holder(one, texts) or Place(report, "title"), sentence(one), one["text"], one["picture"])


def holder(overflow, texts):
    """The `Place` of the text that holds what lies beyond, or None for what no single field holds."""
    words = "".join(overflow["text"].split())
    return next((text.place for plain, text in texts if words and words in plain), None)


def sentence(overflow):
    if overflow["text"]:
        words = _("“%(text)s” on page %(page)s lies beyond the edge. Make the table narrower, or the words shorter.")
    else:
        words = _("The picture %(picture)s on page %(page)s lies beyond the edge. Make it smaller.")
    return words % {**overflow, "text": overflow["text"][:80]}


CHECKS = [fits]
