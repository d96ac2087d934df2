from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Members and people")

    def ready(self):
        from core import consent
        from members import addresses
        from members.redaction import questions

        consent.followers.insert(0, addresses.follow)  # before a report that tells of the addresses is released anew
        consent.askers += [questions.ask_same_person, questions.ask_possible_names]
