"""What Wagtail's reference index leaves alone.

The index tells whoever may see the usage of a page what else points at it: of what citizens say and do, that would be
numbers of private questions and counts that tell them apart. Each row would also cost a task of the background.
"""

from django.apps import AppConfig


def keep_out_of_reference_index(app: AppConfig) -> None:
    """Leave all models of an app out. Called in its `ready`, before Wagtail's own looks at the models."""
    for model in app.get_models():
        model.wagtail_reference_index_ignore = True
