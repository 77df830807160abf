"""What a dossier of this service looks like on paper: one file per procedure."""
