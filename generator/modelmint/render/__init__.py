"""(pack, views) -> Files: strict Jinja with a small fixed vocabulary."""
