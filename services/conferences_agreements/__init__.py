"""International conferences and agreements, partners, and the diplomacy of a province's fields."""
