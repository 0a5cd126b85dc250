"""What hostile and odd input does to the readers and the doors: inputs, what must hold, and how many are tried."""
