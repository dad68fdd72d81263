"""Facts that the assessment hears."""

from hall.assessment.presets import ensure_schemes


def bring_schemes(**kwargs):
    ensure_schemes()
