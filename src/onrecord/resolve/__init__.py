"""Step 3, resolve: who and when the marks mean."""
