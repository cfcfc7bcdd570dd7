"""The version of Onrecord; a Reading bears it."""

VERSION = "0.1.0"
