"""Chassis: everything a service needs to run, and nothing about what dossiers mean."""
