"""What changed between two models or two sets of files, and for whom it breaks."""
