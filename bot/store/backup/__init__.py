"""One file that holds all data of a service, and putting it back."""
