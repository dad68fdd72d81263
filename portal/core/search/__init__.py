"""Search in Chinese: one way to read text and words, used by every index and every query.

`text` folds and cuts · `query` reads what a person typed and ranks the ways to match it · `matching` says a match
in the language of each database · `fields` keeps one text of a row searchable · `highlight` shows what was found ·
`backend` gives the same to Wagtail.
"""
