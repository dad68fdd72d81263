"""What one person gave to events and asked of them, all formats in one list under `/me/`."""
