import contextlib
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageFile

from core.pdf import PrintError, render_pdf
from core.photos import LIGHT, PRINT, WIDTHS, prepare_photos, read_photo
from members.models import Person, Portrait
from tests.factories import camera_picture


def picture(size=(1800, 1200), form="JPEG", mode="RGB", name="photo.jpg", **options):
    out = io.BytesIO()
    Image.new(mode, size, 120).save(out, form, **options)
    return ContentFile(out.getvalue(), name=name)


def with_position(size=(600, 400)):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (18.0, 47.0, 0.0)
    return picture(size, exif=exif)


@pytest.fixture
def portrait(db):
    def make(image, **changes):
        person = Person.objects.create(name="Somebody", naming=changes.pop("naming", "full"))
        made = Portrait(
            person=person, image=image, **{"alt": "A woman", "consent": "given", "status": "published", **changes}
        )
        made.full_clean()
        made.save()
        return made

    return make


def test_the_kept_picture_is_upright_and_has_no_exif(portrait):
    made = portrait(with_position((600, 400)))
    kept = Image.open(made.image)
    assert kept.size == (400, 600) == (made.width, made.height)
    assert not kept.getexif() and "exif" not in kept.info


def test_every_size_is_prepared_at_upload_and_named_by_content(portrait):
    made = portrait(picture(name="Sokchar Mom at home.jpg"))
    sizes = [Image.open(made.image.storage.open(made.image.name_at(width))).size[0] for width in (*WIDTHS, 803, 386)]
    assert sizes == [*WIDTHS, 803, 386]
    assert (made.print_name, made.light_name) == (made.image.name_at(803), made.image.name_at(386))
    assert "sokchar" not in made.image.name.lower()


def test_a_small_picture_is_not_blown_up(portrait):
    made = portrait(picture((300, 200)))
    assert Image.open(made.image.storage.open(made.image.name_at(WIDTHS[-1]))).size == (300, 200)


def test_twenty_photos_of_a_camera_fit_the_report(portrait):
    """4.5 MB for print and 1.5 MB for a slow line, of which the text takes 0.7."""
    made = portrait(camera_picture())
    assert camera_picture().size > 2_500_000
    assert made.image.storage.size(made.print_name) < 3_800_000 / 20
    assert made.image.storage.size(made.light_name) < 800_000 / 20


def test_a_photo_from_before_is_given_the_sizes_it_lacks(portrait):
    made = portrait(picture())
    kept = made.image.storage.size(made.light_name)
    made.image.storage.delete(made.light_name)
    assert list(prepare_photos()) == []
    assert made.image.storage.size(made.light_name) == pytest.approx(kept, rel=0.05)


def test_preparing_again_draws_nothing(portrait, monkeypatch):
    portrait(picture((90, 60)))
    monkeypatch.setattr("core.photos.read_photo", lambda file: pytest.fail("it was read"))
    assert list(prepare_photos()) == []


def test_a_photo_whose_file_vanished_is_named(portrait):
    made = portrait(picture((80, 60)), caption="At the river")
    for width in (*WIDTHS, PRINT, LIGHT):
        made.image.storage.delete(made.image.name_at(width))
    made.image.storage.delete(made.image.name)
    assert list(prepare_photos()) == [f"Portrait “At the river”: the file {made.image.name} is missing or damaged."]


def test_an_svg_named_jpg_is_refused(portrait):
    with pytest.raises(ValidationError, match="not a photo that can be read"):
        portrait(ContentFile(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', name="x.jpg"))


def test_html_named_jpg_is_refused(portrait):
    with pytest.raises(ValidationError, match="not a photo that can be read"):
        portrait(ContentFile(b"<html><script>alert(1)</script></html>", name="x.jpg"))


def test_sixty_megapixels_are_refused_before_they_are_decoded(portrait, monkeypatch):
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda image: pytest.fail("it was decoded"))
    with pytest.raises(ValidationError, match="This photo has 60 megapixels; 50 is the most"):
        portrait(picture((10_000, 6_000), "PNG", mode="1", name="large.png"))


def test_a_truncated_file_is_refused_even_after_printing(portrait):
    html = '<html lang="en"><title>Printed</title><p>Printed</p></html>'
    with contextlib.suppress(PrintError):  # its fonts are no matter here
        render_pdf(html, base_url="http://testserver/")
    whole = picture(quality=95).read()
    with pytest.raises(ValidationError, match="not a photo that can be read"):
        portrait(ContentFile(whole[: len(whole) // 2], name="x.jpg"))


def test_transparent_pictures_lie_on_white():
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    assert read_photo(ContentFile(out.getvalue(), name="x.png")).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    "changes, field",
    [({"alt": " "}, "alt"), ({"consent": "not_asked"}, "consent"), ({"consent": "refused"}, "consent")],
)
def test_alternative_text_and_consent_are_needed_to_publish(portrait, changes, field):
    with pytest.raises(ValidationError) as error:
        portrait(picture(), **changes)
    assert list(error.value.message_dict) == [field]
    assert portrait(picture(), **changes, status="draft").pk


@pytest.mark.parametrize("width, status", [(480, 200), (481, 404)])
def test_a_published_photo_is_served_in_its_sizes_only(portrait, client, width, status):
    made = portrait(picture())
    response = client.get(made.url(width))
    assert response.status_code == status
    if status == 200:
        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]


def test_a_draft_photo_cannot_be_had_by_its_address(portrait, client, admin_client):
    made = portrait(picture((20, 20)), status="draft")
    assert client.get(made.url(480)).status_code == 404
    assert admin_client.get(made.url(480)).status_code == 200


def test_there_is_no_folder_of_uploads(portrait, client):
    made = portrait(picture((21, 21)))
    for address in (
        "/media/",
        f"/media/{made.image.name}",
        "/photos/members/",
        "/photos/admin/x/480.jpg",
        "/photos/nobody/x/480.jpg",
    ):
        assert client.get(address).status_code == 404


def test_a_face_is_a_name(portrait, client):
    made = portrait(picture((22, 22)), naming="initials")
    assert client.get(made.url(480)).status_code == 404
