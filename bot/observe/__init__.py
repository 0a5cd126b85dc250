"""What operators see of the service: its log, its metrics, and the id that joins both to a conversation."""
