"""The ministry's pages: every province side by side, one province, and the feeds."""
