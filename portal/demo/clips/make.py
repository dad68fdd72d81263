"""Writes `content/clips/`. Needs PyAV, which the site does not."""

from array import array
from fractions import Fraction
from pathlib import Path

import av

from portal.demo.clips import films, tunes

FOLDER = Path(__file__).parents[1] / "content" / "clips"
BLOCK = 1024


def sound_stream(container, codec: str):
    stream = container.add_stream(codec, rate=tunes.RATE, layout="mono")
    stream.bit_rate = 64_000
    return stream


def add_sound(container, stream, samples: list[float]) -> None:
    for start in range(0, len(samples), BLOCK):
        block = samples[start : start + BLOCK]
        frame = av.AudioFrame(format="fltp", layout="mono", samples=len(block))
        frame.planes[0].update(array("f", block + [0.0] * (frame.planes[0].buffer_size // 4 - len(block))))
        frame.sample_rate, frame.pts, frame.time_base = tunes.RATE, start, Fraction(1, tunes.RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def write_film(name: str, pictures, samples: list[float]) -> None:
    """Write H.264 with a key frame each second, so that seeking is exact, and its index in front."""
    with av.open(str(FOLDER / name), "w", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=films.RATE)
        stream.width, stream.height, stream.pix_fmt = *films.SIZE, "yuv420p"
        stream.gop_size = films.RATE
        stream.options = {"crf": "30", "preset": "veryslow", "tune": "animation"}
        sound = sound_stream(container, "aac")
        for number, picture in enumerate(pictures):
            if number == 0:
                picture.save(FOLDER / name.replace(".mp4", ".jpg"), quality=80)
            container.mux(stream.encode(av.VideoFrame.from_image(picture)))
        container.mux(stream.encode(None))
        add_sound(container, sound, samples)


def write_tune(name: str, samples: list[float]) -> None:
    with av.open(str(FOLDER / name), "w") as container:
        add_sound(container, sound_stream(container, "libmp3lame"), samples)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    air = tunes.play(tunes.AIR, beat=0.62, decay=3.2)
    write_tune("melody.mp3", air)
    write_tune("chime.mp3", tunes.play(tunes.CHIME, beat=0.42, decay=2.4))
    fade = tunes.RATE * films.SECONDS
    background = [
        sample * 0.5 * min(1, (fade - place) / tunes.RATE) for place, sample in enumerate(air[:fade])
    ]
    for name, draw in films.FILMS.items():
        write_film(name, draw(), background)


if __name__ == "__main__":
    main()
