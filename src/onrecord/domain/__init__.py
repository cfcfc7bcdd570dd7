"""The words Onrecord is written in: frozen types, no input or output, no import of anything else of ours.

Every type here is defined in ``docs/words.md``; a test holds the two together.
All offsets are Unicode code points into ``Report.text``, half-open: ``start <= i < end``.
"""
