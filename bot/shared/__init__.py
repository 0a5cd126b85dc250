"""What the processes of one site share besides the database, in Redis; each of it also holds in one process without."""
