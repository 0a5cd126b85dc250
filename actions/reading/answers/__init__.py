"""Answers read in the light of the question asked."""
