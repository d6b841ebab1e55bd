"""A Teams of our own on loopback, at least as strict as the real one."""
