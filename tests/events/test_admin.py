import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.base import ContentFile

from events.models import Event, EventPhoto
from tests.factories import make_event, make_event_photo, make_organiser, picture
from tests.posting import address, change, refusals, row, send

pytestmark = pytest.mark.django_db

SVG = ContentFile(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', name="photo.jpg")


def with_photo(client, event, image, **fields):
    consent = {"consent": "not_asked", "status": "draft", "order": 0}
    return send(client, change(event), row("photos", 0, image=image, event=event.pk, **consent, **fields))


@pytest.mark.parametrize(
    "image, why",
    [
        (SVG, "not a photo that can be read"),
        (ContentFile(b"<html></html>", name="photo.jpg"), "not a photo that can be read"),
        (picture("large.png", (10_000, 6_000), "PNG", "1", 0), "This photo has 60 megapixels; 50 is the most."),
    ],
    ids=["an SVG named .jpg", "a page named .jpg", "60 megapixels"],
)
def test_a_file_that_is_no_photo_is_refused_and_the_rest_stays(admin_client, image, why):
    image.seek(0)
    answer = with_photo(admin_client, make_event(), image, caption="Opening of the forum")
    assert why in " ".join(refusals(answer))
    page = answer.content.decode()
    assert 'value="Opening of the forum"' in page
    assert "only files have to be chosen again" in page
    assert EventPhoto.objects.count() == 0


def test_a_photo_is_added_to_its_event_and_shown_to_the_secretariat(admin_client):
    event = make_event()
    assert with_photo(admin_client, event, picture(), caption="Opening").status_code == 302
    photo = event.photos.get()
    assert (
        f'<img class="preview" src="{photo.url(480)}" alt="Opening"' in admin_client.get(change(event)).content.decode()
    )
    assert admin_client.get(photo.url(480)).status_code == 200


def test_publishing_asks_for_consent_and_alternative_text(admin_client):
    ready, unready = make_event_photo(status="draft"), make_event_photo(status="draft", alt="", caption="A crowd")
    answer = act(admin_client, "publish", ready, unready)
    page = answer.content.decode()
    assert "“A crowd” was left as it is. Write what is to be seen before publishing this photo." in page
    assert "1 published." in page
    assert list(EventPhoto.objects.published()) == [ready]
    assert LogEntry.objects.get().change_message == "Published."


def test_a_withdrawn_event_leaves_the_public_at_once(admin_client, client):
    event = make_event()
    assert client.get(event.get_absolute_url()).status_code == 200
    act(admin_client, "withdraw", event)
    client.logout()
    assert client.get(event.get_absolute_url()).status_code == 404


def test_a_published_photo_is_not_deleted_within_its_event(admin_client):
    photo = make_event_photo()
    answer = send(admin_client, change(photo.event), {"photos-0-DELETE": "on"})
    assert "was public, so it stays in the record" in refusals(answer)[0]
    send(admin_client, change(photo.event), {"photos-0-status": "draft"})
    send(admin_client, change(photo.event), {"photos-0-DELETE": "on"})
    assert EventPhoto.objects.count() == 1


@pytest.mark.parametrize(
    "evil, kept",
    [
        ("<p>Before<script>alert(1)</script></p>", "<p>Before</p>"),
        ('<p><a href="javascript:alert(1)">x</a></p>', "<p>x</p>"),
        ('<p onclick="alert(1)">x<img src="//evil.example/x.png"></p>', "<p>x</p>"),
    ],
)
def test_a_script_in_rich_text_does_not_reach_the_record(admin_client, evil, kept):
    event = make_event()
    assert send(admin_client, change(event), {"outcome": evil}).status_code == 302
    assert Event.objects.get().outcome == kept


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>"])
def test_a_link_leads_to_the_web_only(admin_client, link):
    assert refusals(send(admin_client, change(make_event()), {"link": link})) == ["Enter a valid URL."]


def test_an_event_ends_after_it_starts(admin_client):
    answer = send(admin_client, change(make_event()), {"start": "23 March 2014", "end": "21 March 2014"})
    assert refusals(answer) == ["The event ends before it starts. Change the start or the end."]


def test_events_are_chosen_by_year(admin_client):
    for start in ("2013", "July 2014", "21 July 2014"):
        make_event(start=start)
    page = admin_client.get(address(Event))
    [years] = [spec for spec in page.context["cl"].filter_specs if spec.title == "year"]
    assert [choice["display"] for choice in years.choices(page.context["cl"])] == ["All", "2014", "2013"]
    chosen = admin_client.get(address(Event), {"year": "2014"}).context["cl"].result_list
    assert [str(event.start) for event in chosen] == ["21 July 2014", "July 2014"]


def test_an_event_is_found_by_the_acronym_of_its_organiser(admin_client):
    make_event()
    organiser = make_organiser()
    organiser.organisation.names.create(name="An old name", acronym="AON", kind="former")
    assert list(admin_client.get(address(Event), {"q": "AON"}).context["cl"].result_list) == [organiser.event]


def act(client, action, *records, **more):
    chosen = {"action": action, "_selected_action": [record.pk for record in records], **more}
    return client.post(address(type(records[0])), chosen, follow=True)
