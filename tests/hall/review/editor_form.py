"""What Wagtail's editor sends for a post."""

from wagtail.test.utils.form_data import inline_formset, nested_form_data


def editor_form(category, text="今晚停水,请街坊存水。", **fields):
    return nested_form_data(
        {
            "text": text,
            "category": category.pk,
            "location": "",
            "media": "",
            "go_live_at": "",
            "expire_at": "",
            "pictures": inline_formset([]),
            "comments": inline_formset([]),
            **fields,
        }
    )
