"""The gateway: one picture of a province, or of all provinces for the ministry."""
