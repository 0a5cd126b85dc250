"""What only staff may see and do."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(prefix="/staff")
