"""The one-machine run: broker, database, services and demo data under one supervisor."""
