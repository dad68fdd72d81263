"""QR code pictures. Pure: the same address always gives the same bytes."""

from io import BytesIO

import segno

# Kinds of picture, with their content type and how many pixels a module of the code is wide.
KINDS = {"svg": ("image/svg+xml", 8), "png": ("image/png", 12)}
# The standard asks for four modules of white around a code.
BORDER = 4


def draw_code(address: str, kind: str) -> bytes:
    """Return the QR code of an address, black on white whatever the scheme of the page: telephones read no other."""
    _content_type, scale = KINDS[kind]
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind=kind, scale=scale, border=BORDER, dark="#000", light="#fff"
    )
    return picture.getvalue()
