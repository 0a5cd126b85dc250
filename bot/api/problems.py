"""How the API says no: problem details (RFC 9457), in Chinese and English, and never a trace.

Rasa's REST channel says it in Rasa's own form, which its clients read.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from bot.api.body_limit import LARGEST_BODY
from bot.api.headers import headers_for
from bot.observe import metrics
from bot.observe.requests import HEADER, request_id, template
from bot.store.outage import outage

logger = logging.getLogger(__name__)

BAD_JSON = "请求体不是 UTF-8 编码的 JSON / The body is not JSON in UTF-8"
# By the beginning of pydantic's name of the error.
FAULTS = {
    "missing": "没有填",
    "extra_forbidden": "是多余的",
    "string_too_short": "至少要有 {min_length} 个字",
    "string_too_long": "最多 {max_length} 个字",
    "too_short": "至少要有 {min_length} 项",
    "too_long": "最多 {max_length} 项",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "literal_error": "只能是：{expected}",
    "date": "应是日期，如 2021-06-30",
    "int": "应是整数",
    "bool": "应是 true 或 false",
    "string": "应是不含特殊字符的文字",
}
RASA_CHANNEL = "/webhooks/"
RETRY_AFTER = 5  # seconds
MEDIA_TYPE = "application/problem+json"
REASONS = {400: "BadJson", 404: "NotFound", 405: "MethodNotAllowed", 413: "BodyTooLarge"}
SAYINGS = {
    400: BAD_JSON,
    404: "没有这个地址 / No such address",
    405: "这个地址不支持这种请求方法 / Method not allowed here",
    413: f"请求体超过 {LARGEST_BODY} 字节 / The body exceeds {LARGEST_BODY} bytes",
}


class ProblemDetails(BaseModel):
    """RFC 9457. `reason` is for programs, `detail` for people; `field` is the input that is wrong.

    `request_id` is what to quote when asking about it: the log has it too.
    """

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    reason: str
    field: str | None = None
    request_id: str | None = None


class Problem(Exception):
    """A request that cannot be answered: HTTP `status`, `reason` for programs, `detail` for people."""

    def __init__(
        self,
        status: int,
        reason: str,
        detail: str,
        field: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        self.status, self.reason, self.detail, self.field = status, reason, detail, field
        self.headers = headers
        super().__init__(detail)


def details(problem: Problem) -> ProblemDetails:
    """What is said of `problem`."""
    return ProblemDetails(
        title=HTTPStatus(problem.status).phrase,
        status=problem.status,
        detail=problem.detail,
        reason=problem.reason,
        field=problem.field,
        request_id=request_id(),
    )


def of_failure(error: Exception) -> Problem:
    """What a person is told of an error that is none of theirs; what it is stands in the log."""
    if cause := outage(error):
        logger.error("the database cannot be used: %s", cause)
        detail = "暂时保存不了，请稍后再发一次 / Nothing can be saved at present, please send it again later"
        return Problem(503, "NoDatabase", detail, headers={"Retry-After": str(RETRY_AFTER)})
    detail = "服务内部出错，请稍后再试 / Internal error, please try again later"
    return Problem(500, "InternalError", detail)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI entries of a route that may answer with these problems."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content}
        for status in statuses
    }


def install(app: FastAPI) -> None:
    """Makes `app` answer every problem, its own and the framework's, in the one form."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(SQLAlchemyError, _on_database)
    app.add_exception_handler(Exception, _on_failure)


def answer(request: Request, problem: Problem) -> JSONResponse:
    """The response that says `problem`, in Rasa's form on its channel."""
    metrics.note_problem(problem.reason)
    if request.url.path.startswith(RASA_CHANNEL):
        body = {
            "status": "failure",
            "code": problem.status,
            "reason": problem.reason,
            "message": problem.detail,
        }
        return JSONResponse(body, problem.status, problem.headers)
    body = details(problem).model_dump(exclude_none=True)
    return JSONResponse(body, problem.status, problem.headers, media_type=MEDIA_TYPE)


async def _on_problem(request: Request, problem: Exception) -> JSONResponse:
    assert isinstance(problem, Problem)
    return answer(request, problem)


async def _on_invalid(request: Request, error: Exception) -> JSONResponse:
    """The first fault of the input; the input itself is not repeated."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        problem = Problem(400, "BadJson", BAD_JSON)
        return answer(request, problem)
    field = ".".join(str(part) for part in first["loc"][1:])
    what = f"“{field}”" if field else "请求"
    detail = f"{what}{_fault(first)} / {field or 'The request'} is not valid: {first['msg']}"
    return answer(request, Problem(422, "Invalid", detail, field or None))


def _fault(error: Any) -> str:
    """What is wrong with an input, in Chinese, as far as people meet it."""
    kind, limits = error["type"], error.get("ctx") or {}
    for name, words in FAULTS.items():
        if kind.startswith(name):
            return words.format(**limits)
    return "不合要求"


async def _on_http_exception(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    detail = SAYINGS.get(error.status_code, str(error.detail))
    reason, headers = REASONS.get(error.status_code, "HttpError"), dict(error.headers or {})
    return answer(request, Problem(error.status_code, reason, detail, headers=headers))


async def _on_database(request: Request, error: Exception) -> JSONResponse:
    if outage(error) is None:
        raise error
    return answer(request, of_failure(error))


async def _on_failure(request: Request, error: Exception) -> JSONResponse:
    logger.error("%s %s failed", request.method, template(request.scope))
    response = answer(request, of_failure(error))
    # This answer is given outside of all that adds them.
    response.headers.update({**headers_for(request.scope), HEADER: request_id() or ""})
    return response
