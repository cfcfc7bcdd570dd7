"""Measures: how right Onrecord is on marked-up data, and how fast.

Each module is a command line (``python -m benchmarks.NAME``). Those that read other people's data take its path and
write predictions; scorers stay with the data. ``benchmarks.score`` runs them all and holds the floors.
"""
