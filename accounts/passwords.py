"""Which passwords are refused because whoever knows the network would try them first."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.l10n.folding import fold
from members.models import Network

SHORTEST_WORD = 3
SHORTEST_REST = 8  # letters and digits that are no name
READ_AS = str.maketrans("013457@$!", "oieasta" + "si")
WORDS = re.compile(r"[^\W_]+")


class NamesValidator:
    """Refuses a password of which little or nothing is left without the names of the network and of this site."""

    def validate(self, password, user=None):
        words = sorted(names(), key=len, reverse=True)
        folded = fold(password)
        if not all(holds_more(reading, words) for reading in {folded, folded.translate(READ_AS)}):
            raise ValidationError(_("The password is made of the network’s or this site’s name."), "password_of_names")

    def get_help_text(self):
        return _("Your password can’t be made of the network’s or this site’s name.")


def names():
    """Folded words of the network's name, acronym, variants and region, and of the site's host."""
    texts = [urlsplit(settings.SITE_URL).hostname or "", *settings.ALLOWED_HOSTS]
    for network in Network.objects.select_related("organisation"):
        body = network.organisation
        texts += [body.name, body.acronym, network.region]
        texts += [text for names in body.names.values_list("name", "acronym") for text in names]
    words = {word for text in texts for word in [joined(text), *WORDS.findall(fold(text))]}
    return {word for word in words if len(word) >= SHORTEST_WORD}


def joined(text):
    return "".join(WORDS.findall(fold(text)))


def holds_more(password, words):
    """Whether what is left of it beside names would do as a password."""
    rest = joined(password)
    found = [word for word in words if word in rest]
    if not found:
        return True
    for word in found:
        rest = rest.replace(word, "")
    rest = rest.strip("0123456789")
    if len(rest) < SHORTEST_REST:
        return False
    try:
        CommonPasswordValidator().validate(rest)
    except ValidationError:
        return False
    return True
