"""People-to-people relations: what kinds of activity there are (164/KH-UBND, mục III)."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    PEACE = "peace"
    SOLIDARITY = "solidarity"
    FRIENDSHIP = "friendship"
    EXCHANGE = "exchange"
    COMMEMORATION = "commemoration"
    GREETING = "greeting"
    MOBILISATION = "mobilisation"
    PUBLICITY = "publicity"
    EDUCATION = "education"
    HEALTH = "health"
    SOCIAL = "social"
    ENVIRONMENT = "environment"


KINDS = {
    Kind.PEACE: "hòa bình",
    Kind.SOLIDARITY: "đoàn kết",
    Kind.FRIENDSHIP: "hữu nghị",
    Kind.EXCHANGE: "giao lưu",
    Kind.COMMEMORATION: "kỷ niệm",
    Kind.GREETING: "chúc mừng Tổng Lãnh sự quán",
    Kind.MOBILISATION: "vận động viện trợ",
    Kind.PUBLICITY: "tuyên truyền, quảng bá",
    Kind.EDUCATION: "giáo dục",
    Kind.HEALTH: "y tế",
    Kind.SOCIAL: "xã hội",
    Kind.ENVIRONMENT: "môi trường",
}
