"""What units say: posts, categories, hashtags, and the feeds that people read."""
