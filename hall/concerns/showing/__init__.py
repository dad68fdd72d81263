"""What everybody sees of a concern: a moderator decides, masks what identifies people, and may take it off again."""
