"""What is particular to a provider's protocol, as data: one TOML file a provider, named by a source's `kind`."""
