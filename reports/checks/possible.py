"""Parts of protected names, which nothing masks: they block until somebody says that it is not this person."""

from django.utils.translation import gettext_lazy as _

from members.redaction.possible_names import denied, possible_names
from reports.findings import Kind

POSSIBLE = Kind(
    "possible-name",
    _("Possible name of a protected person"),
    _(
        "A first name, a surname or a nickname alone can give away a person who does not want to be named in full, and "
        "nothing masks it. Write the sentence so that it needs no name; or save the field and say that it is another."
    ),
    blocking=True,
)


def possible(context):
    find = possible_names(context.protected, within="\n".join(text.plain for text in context.texts))
    found = [(text, one) for text, masked in context.protected_names for one in find(text.plain, masked)]
    denials = denied() if found else set()
    for text, one in found:
        record = text.place.record
        if one.key(record._meta.label_lower, record.pk, text.place.field) not in denials:
            what = _("“%(name)s” in “%(sentence)s” may be %(person)s, who chose “%(choice)s”.")
            what %= {
                "name": one.as_written,
                "sentence": one.sentence,
                "person": one.person,
                "choice": one.person.allowed,
            }
            yield POSSIBLE.at(text.place, what, one.person.pk, one.sentence_hash)


CHECKS = [possible]
