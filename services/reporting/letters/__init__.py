"""What a dossier of this service looks like on paper."""
