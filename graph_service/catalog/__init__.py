"""What the dataset says about itself, and its dumps."""
