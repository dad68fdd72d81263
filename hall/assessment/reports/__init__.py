"""The month report of the city and of each unit, as a page that prints to a few sides of A4.

`figures`, `answering`, `trend` and `happened` read; `advice`, `words` and `drawings` say and show; `city` and `unit`
put a report together. The figures of a month that was announced or is final are those of its scorecards.
"""
