"""What bench/chat.py measures: the messages, the stock project, the training, the processes and the times."""
