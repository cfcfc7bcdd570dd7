from __future__ import annotations

import pytest

from onrecord.bring.markup import plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain words", "plain words"),
        ("a<br>b", "a\nb"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("x &lt;script&gt; y", "x <script> y"),
        ("", ""),
        ("<p></p>", ""),
        ("<p>bell\x07</p>", "bell"),
    ],
)
def test_markup_becomes_text(markup, text):
    assert plain(markup) == text
