"""Every form of validator against the reference, vector by vector."""
