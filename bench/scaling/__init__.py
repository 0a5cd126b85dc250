"""What becomes dearer with the number of packs."""
