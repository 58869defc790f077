"""A real HTTP server that answers as the provider does, from the snapshots."""
