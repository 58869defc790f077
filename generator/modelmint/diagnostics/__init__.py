"""Findings, their places in a file, and the reports that show them."""
