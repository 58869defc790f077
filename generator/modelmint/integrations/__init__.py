"""Entrances other than the command line: a pytest plugin and a build hook for Hatch."""
