"""`python -m bot` is `medmakker`."""

from bot.cli import main

main()
