"""What all models share: requests, retries, jobs, files. Import from the package itself, not from here."""
