"""The commands of `medmakker` that have a file of their own."""
