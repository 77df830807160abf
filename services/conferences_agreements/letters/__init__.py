"""What the dossiers of this service look like on paper."""
