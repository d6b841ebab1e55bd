"""One module for each thing people come to do: what they see, and what happens when they act."""
