"""Pages for people: rendered here, working without scripts."""
