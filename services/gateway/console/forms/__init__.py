"""Forms out of JSON Schemas: no procedure is named here, so a new one has its forms at once."""
