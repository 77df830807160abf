"""Delegations out and in, the annual programme, awards and protocol of a province."""
