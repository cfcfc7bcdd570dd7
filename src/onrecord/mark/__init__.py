"""Step 2, mark up: what stands in a Report's text, before anything is interpreted."""
