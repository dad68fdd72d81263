"""The sentence that tells readers why a post they have seen became another. Imports no models: rules ask here."""


def pending_reason(post) -> str:
    """Return the reason that the newest version of a post carries, unless readers have been told it already."""
    newest = post.latest_revision
    if newest is None or post.corrections.filter(revision_number=newest.pk).exists():
        return ""
    return newest.content.get("correction", "")


def corrections_shown(post, now) -> list:
    """Return the corrections that a version of a post would show if it were public now, newest first."""
    kept = list(post.corrections.all())
    told = kept[0].reason if kept else ""
    if post.first_published_at and post.correction not in ("", told):
        return [post.corrections.model(post=post, reason=post.correction, made_at=now), *kept]
    return kept
