"""Composes and plays the demo's tunes: plain numbers between -1 and 1. Pure."""

from math import exp, pi, sin

RATE = 32_000

# A pentatonic air: (note in half tones above A3, beats). Written for this demo.
AIR = [
    (3, 1), (5, 0.5), (8, 0.5), (10, 2), (8, 1), (5, 1), (3, 2),
    (5, 1), (8, 0.5), (10, 0.5), (12, 1.5), (10, 0.5), (8, 1), (10, 3),
    (15, 1), (12, 0.5), (10, 0.5), (12, 2), (8, 1), (10, 0.5), (5, 0.5), (3, 2),
    (0, 1), (3, 0.5), (5, 0.5), (8, 1), (5, 1), (3, 4),
]  # fmt: skip
CHIME = [(15, 1), (12, 1), (8, 1), (10, 2.5), (8, 1), (10, 1), (15, 1), (12, 3.5)]


def play(notes, beat: float, decay: float, ring: float = 1.8) -> list[float]:
    """Return the samples of a plucked or struck instrument; each note rings on for a while."""
    length = round((sum(beats for _note, beats in notes) * beat + ring) * RATE)
    samples = [0.0] * length
    start = 0.0
    for note, beats in notes:
        strike(samples, round(start * RATE), 220 * 2 ** (note / 12), beats * beat + ring, decay)
        start += beats * beat
    loudest = max(map(abs, samples))
    return [sample / loudest * 0.8 for sample in samples]


def strike(samples: list[float], start: int, pitch: float, seconds: float, decay: float) -> None:
    """Add one note: a few partials that die away, the high ones first."""
    partials = [(1, 1.0, 1.0), (2, 0.42, 1.6), (3, 0.2, 2.4), (4.02, 0.09, 3.4)]
    count = min(round(seconds * RATE), len(samples) - start)
    for number, loudness, haste in partials:
        step = 2 * pi * pitch * number / RATE
        fade = exp(-decay * haste / RATE)
        level = loudness
        for place in range(count):
            attack = min(1.0, place / 160)
            samples[start + place] += level * attack * sin(step * place)
            level *= fade
