"""What bench/soak.py sends, and what it reads of the process that answers."""
