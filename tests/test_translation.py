"""Every string that people read is marked for translation: in templates, and as labels of models, forms and filters."""

import ast
import re
from html.parser import HTMLParser
from importlib import import_module

import pytest
from babel.messages.jslexer import tokenize
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.template.base import Lexer, TokenType
from django.utils.functional import Promise
from django_filters import FilterSet

from core.apps import our_apps
from core.l10n.countries import CountryField
from core.l10n.languages import LanguageField
from core.l10n.time_zones import TimeZoneField

SCRIPTS = sorted((settings.BASE_DIR / "static").glob("*.js"))
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
READ_ALOUD = {"title", "alt", "placeholder", "aria-label"}
LETTERS = re.compile(r"[^\W\d_]")
SAME_EVERYWHERE = re.compile(r"\b(?:ISBN|SHA-256)\b")
NO_WORDS = {"bodyclass", "coltype"}  # blocks that stand in an attribute
NAMED_ELSEWHERE = (CountryField, LanguageField, TimeZoneField)  # by CLDR and the time zone database


class Unmarked(HTMLParser):
    """Collects the words of a template that stand outside its tags."""

    def __init__(self, source):
        super().__init__()
        self.found, self.hidden = [], 0
        self.feed("".join(text_of(source)))
        self.close()

    def add(self, words):
        if LETTERS.search(SAME_EVERYWHERE.sub("", words)):
            self.found.append(" ".join(words.split()))

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style")
        attrs = dict(attrs)
        read = READ_ALOUD | ({"value"} if attrs.get("type") == "submit" else set())
        for name in read & attrs.keys():
            self.add(attrs[name] or "")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style")

    def handle_data(self, words):
        if not self.hidden:
            self.add(words)


def text_of(source):
    """The text of a template, without what `blocktranslate` holds."""
    inside = ""
    for token in Lexer(source).tokenize():
        name, *given = token.contents.split() if token.token_type == TokenType.BLOCK else [""]
        if inside:
            inside = "" if name == inside else inside
        elif name == "blocktranslate":
            inside = "endblocktranslate"
        elif name == "block" and given[0] in NO_WORDS:
            inside = "endblock"
        elif token.token_type == TokenType.TEXT:
            yield token.contents


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Members</p>", ["Members"]),
        ('<p>{% translate "Members" %} of {{ network }}</p>', ["of"]),
        ("{% blocktranslate %}Members of {{ network }}{% endblocktranslate %}, all", [", all"]),
        ('<img alt="A flag"><input type="submit" value="Save">', ["A flag", "Save"]),
        ("{# Members #}<script>const members = 1</script><p>{{ members }} · 3</p>", []),
    ],
)
def test_unmarked_words_are_found(source, found):
    assert Unmarked(source).found == found


def test_templates_hold_no_unmarked_words():
    assert len(TEMPLATES) > 100
    unmarked = {path.name: Unmarked(path.read_text(encoding="utf-8")).found for path in TEMPLATES}
    assert {name: found for name, found in unmarked.items() if found} == {}


def test_arguments_of_template_tags_are_marked():
    """What a tag is given to be read: its title, its label, the words of its link."""
    given = re.compile(r'\b(?:here|parent|verb|label|way_out|why|title)="|\|default:"[A-Z]|link_to \S+ "')
    assert given.search('{% include "includes/breadcrumbs.html" with here="Events" %}')
    unmarked = {path.name: given.findall("".join(tags(path))) for path in TEMPLATES}
    assert {name: found for name, found in unmarked.items() if found} == {}


def tags(path):
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            yield f"{{% {token.contents} %}}"


MODELS = [model for config in apps.get_app_configs() if config.label in our_apps() for model in config.get_models()]


def labels_of(field):
    """What was written of a field to be read: (of what, words)."""
    if field._verbose_name is not None and not field.auto_created:
        yield "label", field._verbose_name
    if field.help_text:
        yield "help text", field.help_text
    if not isinstance(field, NAMED_ELSEWHERE):
        yield from (("choice", label) for value, label in field.flatchoices if value)


def plain(words):
    return not isinstance(words, Promise) and bool(LETTERS.search(str(words)))


def test_labels_of_models_are_marked():
    labels = [
        (f"{field} {of}", words)
        for model in MODELS
        for field in (*model._meta.fields, *model._meta.many_to_many)
        for of, words in labels_of(field)
    ]
    assert len(labels) > 200
    assert [label for label in labels if plain(label[1])] == []


def test_names_of_models_and_apps_are_marked():
    names = [
        (model._meta.label, words)
        for model in MODELS
        for name in ("verbose_name", "verbose_name_plural")
        if (words := model._meta.original_attrs.get(name))
    ]
    configs = [config for config in apps.get_app_configs() if "verbose_name" in vars(type(config))]
    names += [(config.label, config.verbose_name) for config in configs if config.label in our_apps()]
    assert len(names) > 15
    assert [name for name in names if plain(name[1])] == []


def test_messages_of_constraints_are_marked():
    messages = [
        (constraint.name, constraint.violation_error_message)
        for model in MODELS
        for constraint in model._meta.constraints
        if constraint.violation_error_message != constraint.default_violation_error_message
    ]
    assert len(messages) > 20
    assert [message for message in messages if plain(message[1])] == []


def test_words_of_the_admin_are_marked():
    words = []
    for model, model_admin in admin.site._registry.items():
        if model not in MODELS:
            continue
        words += [(model._meta.label, model_admin.search_help_text)]
        for title, options in model_admin.fieldsets or ():
            words += [(model._meta.label, title), (model._meta.label, options.get("description"))]
        words += [(model._meta.label, lacking) for lacking, _ in getattr(model_admin, "gaps", {}).values()]
    words = [(label, text) for label, text in words if text]
    assert len(words) > 80
    assert [one for one in words if plain(one[1])] == []


def test_labels_of_filters_are_marked():
    import_module(settings.ROOT_URLCONF)  # and with it every page’s filters
    filters = [one for kind in FilterSet.__subclasses__() for one in kind.base_filters.values()]
    words = [(one.field_name, one.extra.get(name)) for one in filters for name in ("help_text", "empty_label")]
    words += [(one.field_name, one._label) for one in filters]
    words = [(name, text) for name, text in words if text]
    assert len(words) > 15
    assert [one for one in words if plain(one[1])] == []


# What only whoever runs a command or reads the log is told is English (docs/decisions.md).
NEVER_SHOWN = "(?:Value|OS|Runtime|Constructor|Command|Load|Fetch)Error"


def unmarked_messages(source):
    """The sentences that a module gives unmarked to a message, an error, a finding, or a page that is not there."""
    called = r"messages\.\w+|Http404|Kind|[A-Z_]+\.at|.*\.(?:message_user|log_change|log_addition)"
    shown = re.compile(rf"(?!{NEVER_SHOWN})(?:{called}|(?:\w+\.)*\w+Error)")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and shown.fullmatch(ast.unparse(node.func)):
            given = [one for words in node.args for one in (words.values if isinstance(words, ast.Dict) else [words])]
            yield from (ast.unparse(one) for one in given if says_something(one))


def says_something(node):
    """Whether it is a string of words, or one that is made of words and of what stands between them."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    words = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
    return bool(LETTERS.search(words)) and " " in words


def test_messages_are_marked():
    assert list(unmarked_messages('raise ValidationError({"end": "It ends first."})')) == ["'It ends first.'"]
    assert list(unmarked_messages('messages.success(request, f"{name} was saved.")')) == ["f'{name} was saved.'"]
    assert list(unmarked_messages('TWICE.at(place, f"{a} is {b}", a)')) == ["f'{a} is {b}'"]
    assert list(unmarked_messages('core.pdf.PrintError("No paper is left.")')) == ["'No paper is left.'"]
    modules = [path for label in our_apps() for path in (settings.BASE_DIR / label).rglob("*.py")]
    assert len(modules) > 150
    unmarked = {str(path): list(unmarked_messages(path.read_text(encoding="utf-8"))) for path in modules}
    assert {path: found for path, found in unmarked.items() if found} == {}


READ_IN_SCRIPTS = re.compile(r"^[A-Z][a-z]+(?: |$)|(?i:^|\s)(?i:a|an|and|is|it|of|that|the|to|was)\s")


def unmarked_in_script(source):
    """The strings of a script that people would read and that are not given to gettext."""
    before = ""
    for token in tokenize(source):
        if token.type in ("string", "template_string"):
            words = re.sub(r"<[^>]*>", "", re.sub(r"\$\{[^}]*\}", "…", token.value[1:-1])).strip()
            if not before.endswith("gettext(") and READ_IN_SCRIPTS.search(words):
                yield token.value
        before += token.value


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('title = "Drag to move"; say(`${one} of ${all}`)', ['"Drag to move"', "`${one} of ${all}`"]),
        ("head.innerHTML = '<span>Record</span>'", ["'<span>Record</span>'"]),
        ('say(gettext("The PDF is being made …")); find("td, th"); on("DOMContentLoaded"); own("I")', []),
    ],
)
def test_unmarked_words_of_scripts_are_found(source, found):
    assert list(unmarked_in_script(source)) == found


def test_scripts_hold_no_unmarked_words():
    assert len(SCRIPTS) > 5
    unmarked = {path.name: list(unmarked_in_script(path.read_text(encoding="utf-8"))) for path in SCRIPTS}
    assert {name: found for name, found in unmarked.items() if found} == {}
