"""How the API says no: one JSON form, in Chinese and English, and never a trace."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

logger = logging.getLogger(__name__)

SAYINGS = {
    404: "没有这个地址 / No such address",
    405: "这个地址不支持这种请求方法 / Method not allowed here",
}


class Problem(Exception):
    """A request that cannot be answered: HTTP `status`, `reason` for programs, `message` for people."""

    def __init__(self, status: int, reason: str, message: str) -> None:
        self.status, self.reason, self.message = status, reason, message
        super().__init__(message)


def install(app: FastAPI) -> None:
    """Makes `app` answer every problem, its own and the framework's, in the one form."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(Exception, _on_failure)


def _answer(status: int, reason: str, message: str) -> JSONResponse:
    body = {"status": "failure", "code": status, "reason": reason, "message": message}
    return JSONResponse(body, status)


async def _on_problem(request: Request, problem: Exception) -> JSONResponse:
    assert isinstance(problem, Problem)
    return _answer(problem.status, problem.reason, problem.message)


async def _on_http_exception(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    message = SAYINGS.get(error.status_code, str(error.detail))
    response = _answer(error.status_code, "HttpError", message)
    response.headers.update(error.headers or {})
    return response


async def _on_failure(request: Request, error: Exception) -> JSONResponse:
    logger.error("%s %s failed", request.method, request.url.path)
    return _answer(
        500, "InternalError", "服务内部出错，请稍后再试 / Internal error, please try again later"
    )
