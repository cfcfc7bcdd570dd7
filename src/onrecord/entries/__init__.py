"""Step 4, write down: resolved marks become Statements and Encounters."""
