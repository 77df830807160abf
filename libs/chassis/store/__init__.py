"""What the chassis keeps: the database, its dossiers and registers, and the journal."""
