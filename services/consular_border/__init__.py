"""Passports, consular matters, the border, foreign press and missions (R16-R23, R27, R29, R35)."""
