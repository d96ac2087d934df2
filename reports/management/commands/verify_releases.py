from django.core.management.base import BaseCommand, CommandError

from core.files import sha256
from core.locks import is_held
from reports.models import AnnualReport, Release
from reports.models.release import ReleaseStorage
from reports.releases.latest import point
from reports.releases.withdrawing import withdraw_overdue


class Command(BaseCommand):
    help = "Prove every stored file of every release, withdrawn ones too; put the public addresses right."

    def handle(self, *args, **options):
        for release in withdraw_overdue():
            self.stdout.write(f"{release} shows what somebody no longer allows: it is out of public reach now.")
        for slug in point():
            self.stdout.write(f"The public address of {slug} did not give what it should; now it does.")
        releases = list(Release.objects.select_related("report").without_data())
        wrong = [line for release in releases for line in problems(release)]
        wrong += [f"orphaned: {path} belongs to no release" for path in orphans(releases)]
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
    known = {file["name"] for release in releases for file in release.files.values()}
    busy = {slug for slug in AnnualReport.objects.values_list("slug", flat=True) if is_held(f"{slug}.publishing")}
    for root in (ReleaseStorage().base_location, ReleaseStorage().withdrawn_location):
        found = (
            path for path in sorted(root.rglob("*")) if path.is_file() and str(path.relative_to(root)) not in known
        )
        yield from (path for path in found if path.relative_to(root).parts[0] not in busy)
