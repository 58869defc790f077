"""The nouns: a model, its parameters and types, rules, prices and life. Imports nothing of ours."""
