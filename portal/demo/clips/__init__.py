"""Makes the demo's films and tunes. The finished files stand in `content/clips/`: making them needs PyAV, playing them
nothing. To make them again: `pip install av`, then `python -m portal.demo.clips.make`.
"""
