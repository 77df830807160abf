"""Number books: who gives which number to which document, and what was done with each."""
