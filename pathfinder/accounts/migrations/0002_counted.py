"""The table in which all processes count tries together (`CACHES` in the settings)."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", "accounts_counted", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
