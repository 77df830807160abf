"""Figures: numbers of the field, each with its filter, its rows and its sheet."""
