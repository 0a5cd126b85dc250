"""What the words found say of their facts."""
