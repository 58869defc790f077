"""Clients, validators and documentation from the schemas that AI providers publish."""
