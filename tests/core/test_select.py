"""The select box of our templates is Django's own, in less time."""

from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.test.html import parse_html

CHOICES = [("", "Any"), (1, "One & only"), ("Group", [("a", "A"), ("b", "<B>")])]


class Marked(forms.Select):
    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= {"disabled": value == "a", "data-of": value or 0, "hidden": False}
        return option


def test_select_is_as_django_writes_it():
    for widget, value in ((Marked(choices=CHOICES), "b"), (forms.SelectMultiple(choices=CHOICES), ["1", "a"])):
        ours, theirs = (
            widget.render("kind", value, {"id": "x", "required": True}, renderer=renderer())
            for renderer in (TemplatesSetting, DjangoTemplates)
        )
        assert parse_html(ours) == parse_html(theirs) and ours.count("<option") == 4 and "selected" in ours
