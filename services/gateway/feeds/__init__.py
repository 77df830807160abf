"""Feeds: what a province tells its own systems and the ministry, sealed line by line."""
