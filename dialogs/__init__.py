"""What a committee may do and what it sees: pure Python, no clock, no input or output, no chance."""
