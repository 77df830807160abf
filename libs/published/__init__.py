"""What the outside reads of a procedure: its atlas page, its catalogue entry, its contracts."""
