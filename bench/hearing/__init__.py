"""What bench/nlu.py measures: who hears, what the dialogue makes of it, and how it is counted."""
