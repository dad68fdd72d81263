"""Lays in the first list of words that hold comments, once: afterwards it is the desk's."""

from django.db import migrations

from hall.interaction.moderating.word_list import shipped_words


def lay_in(apps, schema_editor):
    held_word = apps.get_model("interaction", "HeldWord")
    held_word.objects.bulk_create(
        [
            held_word(word=one.word, folded=one.folded, kind=one.kind, note=one.note)
            for one in shipped_words()
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("interaction", "0004_moderation")]

    operations = [migrations.RunPython(lay_in, migrations.RunPython.noop)]
