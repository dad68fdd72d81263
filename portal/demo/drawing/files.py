"""Keeps drawings as files. Knows nothing of the site, so that other processes can do it."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from portal.demo.drawing.scenes import draw_scene

QUALITY = 84
FEW = 8


def draw_files(drawings: Sequence[str], folder: Path) -> Iterator[tuple[str, Path]]:
    """Draw on every processor; a picture that stands in `folder` already is not drawn again."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{drawing.replace(' ', '-')}.jpg" for drawing in drawings]
    if sum(not path.exists() for path in paths) < FEW:
        yield from zip(drawings, map(draw_file, drawings, paths), strict=True)
        return
    with ProcessPoolExecutor() as pool:
        yield from zip(drawings, pool.map(draw_file, drawings, paths), strict=True)


def draw_file(drawing: str, path: Path) -> Path:
    if not path.exists():
        unfinished = path.with_suffix(".part")
        draw_scene(drawing).save(unfinished, "JPEG", quality=QUALITY, optimize=True)
        unfinished.rename(path)
    return path
