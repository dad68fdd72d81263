"""QR codes inside pages. Pure."""

import segno


def code_in_page(address: str) -> str:
    """Return the QR code of an address for the `src` of a picture: black on white, telephones read no other."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_data_uri(scale=6, border=4, dark="#000", light="#fff")
