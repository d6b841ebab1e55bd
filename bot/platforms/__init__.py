"""One folder for each channel, each with the same files."""
