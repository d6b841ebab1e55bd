"""The platform `teams`: Microsoft Teams."""
