"""WeChat's channels: how messages come in from its platforms, and how an Answer looks and travels there."""
