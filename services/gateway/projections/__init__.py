"""Read models: folds over events, rebuilt beside the live ones."""
