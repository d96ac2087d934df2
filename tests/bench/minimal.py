"""A minimal Django project, the yardstick of pages: 20 KB without work, and a list of 40 rows with one join (17 KB).

`gunicorn tests.bench.minimal:application`; BENCH_DATABASE is a file of SQLite that it makes.
"""

import datetime
import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpResponse
from django.urls import path

settings.configure(
    SECRET_KEY="a yardstick",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["BENCH_DATABASE"]}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    MIDDLEWARE=[],
)
django.setup()


class Country(models.Model):
    name = models.CharField(max_length=60)

    class Meta:
        app_label = "bench"


class Body(models.Model):
    name = models.CharField(max_length=200, db_index=True)
    acronym = models.CharField(max_length=20)
    slug = models.SlugField(unique=True)
    about = models.CharField(max_length=300)
    joined = models.DateField()
    country = models.ForeignKey(Country, models.CASCADE)

    class Meta:
        app_label = "bench"


LIST = """<!doctype html><html lang=en><head><meta charset=utf-8><title>Members</title></head><body><h1>Members</h1><ul>
{% for one in rows %}<li><a href="{% url 'detail' one.slug %}">{{ one.name }}</a> <b>{{ one.acronym }}</b>
<span>{{ one.country.name }}</span> <time datetime="{{ one.joined|date:'c' }}">{{ one.joined|date:'j F Y' }}</time>
<p>{{ one.about }}</p></li>
{% endfor %}</ul></body></html>"""
template = django.template.engines["django"].from_string(LIST)


def bare(request):
    return HttpResponse(b"x" * 20_000)


def minimal_list(request):
    rows = Body.objects.select_related("country").order_by("name")[:40]
    return HttpResponse(template.render({"rows": rows}))


def detail(request, slug):
    return HttpResponse(slug)


urlpatterns = [path("bare/", bare), path("list/", minimal_list), path("<slug:slug>/", detail, name="detail")]


def prepare():
    with connection.schema_editor() as editor:
        editor.create_model(Country)
        editor.create_model(Body)
    countries = Country.objects.bulk_create(Country(name=f"Country {number}") for number in range(7))
    about = "It works with migrant workers and their families. " * 5
    Body.objects.bulk_create(
        Body(
            name=f"Organisation for the rights of migrants {number:05}",
            acronym=f"ORM{number}",
            slug=f"organisation-{number}",
            about=about,
            joined=datetime.date(2003, 10, 1),
            country=countries[number % 7],
        )
        for number in range(2000)
    )


if not os.path.exists(os.environ["BENCH_DATABASE"]):
    prepare()
application = get_wsgi_application()
