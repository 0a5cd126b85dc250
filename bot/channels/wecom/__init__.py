"""微信客服 of an enterprise in WeCom (企业微信)."""
