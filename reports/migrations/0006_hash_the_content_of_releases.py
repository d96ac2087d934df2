import hashlib
import json

from django.db import migrations


def hash_content(apps, schema_editor):
    Release = apps.get_model("reports", "Release")
    for pk in list(Release.objects.filter(content_hash="").values_list("pk", flat=True)):
        data = Release.objects.values_list("data", flat=True).get(pk=pk)
        text = json.dumps(data, sort_keys=True, ensure_ascii=False)
        Release.objects.filter(pk=pk).update(content_hash=hashlib.sha256(text.encode()).hexdigest())


def forget(apps, schema_editor):
    apps.get_model("reports", "Release").objects.update(content_hash="")


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_releases_out_of_public_reach")]

    operations = [migrations.RunPython(hash_content, forget)]
