from django.core.management.base import BaseCommand, CommandError

from core.files import sha256
from reports.current import point
from reports.locks import is_held
from reports.models import AnnualReport, Release
from reports.models.release import ReleaseStorage


class Command(BaseCommand):
    help = "Prove every stored file of every release against its checksum; put the public addresses right."

    def handle(self, *args, **options):
        releases = list(Release.objects.select_related("report").without_data())
        wrong = [line for release in releases for line in problems(release)]
        wrong += [f"orphaned: {path} belongs to no release" for path in orphans(releases)]
        for slug in point():
            self.stdout.write(f"The public address of {slug} did not give its latest release; now it does.")
        for line in wrong:
            self.stderr.write(line)
        files = sum(len(release.files) for release in releases)
        if wrong:
            raise CommandError(
                f"Wrong: {len(wrong)}, named above. Looked at: {files} files of {len(releases)} releases."
            )
        self.stdout.write(f"All {files} files of {len(releases)} releases are as they were published.")


def problems(release):
    for form, file in release.files.items():
        path = release.path(form)
        try:
            with open(path, "rb") as content:
                digest = sha256(content)
        except OSError as error:
            yield f"missing: {release}, {form}: {path} ({error.strerror}). Put it back from a backup."
        else:
            if digest != file["sha256"]:
                yield f"altered: {release}, {form}: {path} is not what was published. Put it back from a backup."


def orphans(releases):
    """Files of no release; those of a report that is being published just now are not orphans yet."""
    known = {release.path(form) for release in releases for form in release.files}
    busy = {slug for slug in AnnualReport.objects.values_list("slug", flat=True) if is_held(f"{slug}.publishing")}
    root = ReleaseStorage().base_location
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and path not in known)
    return [path for path in found if path.relative_to(root).parts[0] not in busy]
