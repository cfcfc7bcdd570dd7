"""Step 1, bring in: files, pages and standard input become Reports. The only step that touches the network."""
