"""Makes the encoder in ``src/onrecord/mark/model/``: read ``README.md`` first. Not imported by the package."""
