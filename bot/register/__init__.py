"""The register: server-rendered pages for HR consultants. It knows no platform, and no page needs a script."""
