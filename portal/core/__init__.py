"""The ground everything stands on: base page, pictures and clips, settings, cache policy, refusals."""
