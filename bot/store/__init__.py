"""What the service keeps beside Rasa's trackers: conversations as they were read and answered, staff, the audit log."""
