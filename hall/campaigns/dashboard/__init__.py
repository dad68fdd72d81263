"""What an organiser sees at a glance: what waits, what closes soon, and how many people came to each event."""
