"""What takes too long for every change: all scripts, played and checked."""
