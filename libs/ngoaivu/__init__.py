"""The command `ngoaivu`, for those who run the platform."""
