import contextlib
import io
import struct
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms

from core.pdf import PrintError
from core.pdf.client import render_pdf
from core.photos import LIGHT, PRINT, WIDTHS, prepare_photo, prepare_photos
from members.models import Person, Portrait
from tests.factories import camera_picture

pytestmark = pytest.mark.slow


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
    monkeypatch.setattr("core.photos.prepare_photo", lambda file: pytest.fail("it was read"))
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


def test_photo_of_sixty_megapixels_is_refused(portrait):
    with pytest.raises(ValidationError, match="This photo has 60 megapixels; 50 is the most"):
        portrait(picture((10_000, 6_000), "PNG", mode="1", name="large.png"))


def test_a_truncated_file_is_refused_even_after_printing(portrait):
    html = '<html lang="en"><title>Printed</title><p>Printed</p></html>'
    with contextlib.suppress(PrintError):  # its fonts are no matter here
        render_pdf(html, base_url="http://testserver/")
    whole = picture(quality=95).read()
    with pytest.raises(ValidationError, match="not a photo that can be read"):
        portrait(ContentFile(whole[: len(whole) // 2], name="x.jpg"))


def redrawn(content):
    """The picture that is kept of what a file holds."""
    _, (kept, *_) = prepare_photo(ContentFile(content, name="x"))
    return Image.open(io.BytesIO(kept))


def saved(image, form="PNG", **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
CLEAR = {
    "RGBA": saved(Image.new("RGBA", (8, 8), (0, 0, 0, 0))),
    "RGBA with profile": saved(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), icc_profile=SRGB),
    "RGBA WebP with profile": saved(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "WEBP", lossless=True, icc_profile=SRGB),
    "LA": saved(Image.new("LA", (8, 8), (0, 0))),
    "LA with profile": saved(Image.new("LA", (8, 8), (0, 0)), icc_profile=SRGB),
    "palette index": saved(Image.new("P", (8, 8), 0), transparency=0),
    "palette index with profile": saved(Image.new("P", (8, 8), 0), transparency=0, icc_profile=SRGB),
    "palette bytes": saved(Image.new("P", (8, 8), 0), transparency=b"\0\xff"),
    "one grey": saved(Image.new("L", (8, 8), 7), transparency=7),
    "one colour": saved(Image.new("RGB", (8, 8), (1, 2, 3)), transparency=(1, 2, 3)),
    "one colour with profile": saved(Image.new("RGB", (8, 8), (1, 2, 3)), transparency=(1, 2, 3), icc_profile=SRGB),
    "one bit": saved(Image.new("1", (8, 8), 0), transparency=0),
    "one grey of 16 bits": saved(Image.new("I;16", (8, 8), 300), transparency=300),
}


@pytest.mark.parametrize("way", CLEAR)
def test_photo_transparent_in_any_way_lies_on_white(way):
    assert redrawn(CLEAR[way]).getpixel((4, 4)) == (255, 255, 255)


def test_photo_half_transparent_is_mixed_with_white():
    half = redrawn(saved(Image.new("RGBA", (8, 8), (0, 0, 0, 128)), icc_profile=SRGB)).getpixel((4, 4))
    assert all(abs(part - 127) <= 3 for part in half)


def test_photo_of_sixteen_bits_is_scaled_not_clipped():
    assert abs(redrawn(saved(Image.new("I;16", (8, 8), 0x8000))).getpixel((4, 4))[0] - 128) <= 2


def test_photo_profile_is_kept_in_meaning():
    green = Image.new("LAB", (8, 8), (180, 60, 180))
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    meant = ImageCms.profileToProfile(green, lab, srgb, outputMode="RGB").getpixel((0, 0))
    swapped = ImageCms.ImageCmsProfile(
        io.BytesIO(SRGB.replace(b"rXYZ", b"tmp_").replace(b"gXYZ", b"rXYZ").replace(b"tmp_", b"gXYZ"))
    )
    stored = saved(Image.new("RGB", (8, 8), (meant[1], meant[0], meant[2])), icc_profile=swapped.tobytes())
    assert all(abs(one - other) <= 4 for one, other in zip(redrawn(stored).getpixel((4, 4)), meant, strict=True))


@pytest.mark.parametrize("profile", [b"", b"no profile", SRGB[:200], SRGB.replace(b"RGB ", b"CMYK")])
def test_photo_with_a_bad_profile_is_taken(profile):
    assert redrawn(saved(Image.new("RGB", (8, 8), (200, 10, 10)), icc_profile=profile)).getpixel((4, 4))[0] > 190


@pytest.mark.parametrize("tag", [0x0100, 0x010F, 0x011A, 0x0132, 0x8769, 0x9286, 0xA002])
@pytest.mark.parametrize("kind", range(14))
def test_photo_with_odd_notes_is_taken_and_turned(tag, kind):
    """A TIFF directory with the orientation 6 and one tag of a type that its value does not have."""
    entries = [(0x0112, 3, 1, b"\6\0\0\0"), (tag, kind, 2, b"\x08\0\0\0")]
    rows = b"".join(struct.pack("<HHI", *entry[:3]) + entry[3] for entry in sorted(entries))
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + rows + b"\0\0\0\0"
    assert redrawn(saved(Image.new("RGB", (12, 8)), "JPEG", exif=exif)).size == (8, 12)


def test_photo_of_a_phone_is_taken():
    kept = redrawn((Path(__file__).parent / "red.heic").read_bytes())
    assert kept.size == (64, 48) and kept.getpixel((20, 20))[0] > 200 > kept.getpixel((20, 20))[1]


def test_photo_error_names_few_kinds(portrait):
    with pytest.raises(ValidationError) as error:
        portrait(ContentFile(b"GIF89a" + b"\0" * 99, name="x.gif"))
    assert error.value.messages == [
        "This file is not a photo that can be read. Choose a JPEG, PNG or WebP picture, or a phone’s HEIC."
    ]


def test_photo_is_known_by_content_not_by_name(portrait):
    made = portrait(picture((31, 21), name=f"{'រូបថត' * 40}.docx"))
    assert Image.open(made.image).size == (31, 21)


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
