"""Tells browsers what a page may load and run: only what the portal itself serves, and no script or style inline."""

from urllib.parse import urlsplit

from django.conf import settings

NOTHING_ELSE = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
PUBLIC = {
    **NOTHING_ELSE,
    "connect-src": "'self'",
    "img-src": "'self' data:",
    "manifest-src": "'self'",
    "media-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
}
# Wagtail's date fields write their own small script, and its editor sets styles.
ADMIN = {
    **PUBLIC,
    "font-src": "'self'",
    "frame-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
}
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=()"


def policy_text(policy: dict[str, str], media_url: str) -> str:
    """Write a policy as a header. Uploads that stand on another machine may be loaded from there."""
    address = urlsplit(media_url)
    elsewhere = f" {address.scheme}://{address.netloc}" if address.netloc else ""
    uploads = {name: policy[name] + elsewhere for name in ("img-src", "media-src")}
    return "; ".join(f"{name} {sources}" for name, sources in {**policy, **uploads}.items())


class ContentPolicyMiddleware:
    """Puts the policy on every answer that does not bring one of its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # Django's own error pages for developers are written with inline styles.
        if settings.DEBUG and response.status_code in (404, 500):
            return response
        policy = ADMIN if request.path.startswith("/cms/") else PUBLIC
        response.headers.setdefault("Content-Security-Policy", policy_text(policy, settings.MEDIA_URL))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response
