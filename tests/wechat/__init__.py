"""A simulator of WeChat: what its platforms ask, answer and refuse, as their documents and users describe it.

`PlatformApi` stands for api.weixin.qq.com, `KfApi` for the part of qyapi.weixin.qq.com that 微信客服 uses. Both are
real HTTP servers in a thread of their own, for an account of `account.py`, by a clock that the test sets.
"""
