"""Blocks of Wagtail's editor that take whatever somebody sends."""

from wagtail.blocks import StreamBlock


class SteadyStreamBlock(StreamBlock):
    """A stream that is empty where a form was not made by the editor; Wagtail's breaks on what is missing there."""

    def value_from_datadict(self, data, files, prefix):
        try:
            return super().value_from_datadict(data, files, prefix)
        except (KeyError, ValueError):
            return self.empty_value()
