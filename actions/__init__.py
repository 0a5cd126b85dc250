"""What 问策 does when it has heard: slots → rules → a typed Answer → words.

Plain rasa_sdk actions; nothing here imports bot/. `python -m rasa_sdk --actions actions` serves them to any Rasa.
"""
