from home.services import ensure_portal


def build_portal(**kwargs):
    ensure_portal()
