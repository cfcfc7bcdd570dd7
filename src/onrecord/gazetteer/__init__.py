"""What the names in the news stand for: countries, bodies, outlets, places, posts. Lists, and how to look in them.

A leaf beside ``domain``: imports nothing of ours, so that both ``mark`` (which marks a name) and ``resolve`` (which
says whom it means) can ask the same lists. Every list is a text file in ``lists/``, one item a line, its source on top.
"""
