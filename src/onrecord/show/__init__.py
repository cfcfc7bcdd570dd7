"""Step 7, show: a Reading on the terminal, as data, as a page."""
