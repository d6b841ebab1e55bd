"""What listens and speaks: the platforms, the turn, the relay and the commands."""
