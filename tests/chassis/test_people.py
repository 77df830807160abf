"""Names that are not disclosed leave as hashes, and nothing else does."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from chassis.people import found_by, hashed


class Member(Struct, frozen=True):
    name: Annotated[str, Meta(title="Họ và tên")]
    post: Annotated[str, Meta(title="Chức vụ")] = ""
    passport: Annotated[str, Meta(title="Số hộ chiếu")] = ""


class Trip(Struct, frozen=True):
    content: Annotated[str, Meta(title="Nội dung")]
    signer: Annotated[str | None, Meta(title="Người ký")] = None
    members: Annotated[tuple[Member, ...], Meta(title="Thành viên")] = ()
    guests: Annotated[tuple[str, ...], Meta(title="Người dự")] = ()
    head: Annotated[Member | None, Meta(title="Người đứng đầu")] = None


TRIP = Trip(
    content="thăm tỉnh bạn",
    signer="Đào Thị Én",
    members=(Member("Lê Quốc Cường", "Giám đốc", "C123"),),
    guests=("Müller",),
    head=Member("Ông Ba"),
)


def words(*told: str, province: str = "86", key: str = "k") -> set[str]:
    return {hashed(key, province, word) for word in told}


def test_the_words_of_names_are_hashed_one_by_one() -> None:
    expected = words("dao", "thi", "en", "le", "quoc", "cuong", "c123", "muller", "ong", "ba")

    assert set(found_by("k", "86", TRIP, ())) == expected


def test_what_is_disclosed_needs_no_hash() -> None:
    found = set(found_by("k", "86", TRIP, ("members", "signer", "head")))

    assert found == words("muller")


def test_another_province_or_key_finds_nothing() -> None:
    found = set(found_by("k", "86", TRIP, ()))

    assert not found & words("cuong", province="12")
    assert not found & words("cuong", key="other")
