"""Files through the console: in and out with the session, and never a page of this site."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from support.province import House

Visit = Callable[..., Any]


def upload(browser: Any, here: str, name: str, content: bytes) -> Any:
    files = {"file": (name, content, "text/plain")}
    form = {"_csrf": browser.csrf(), "kind": "công văn"}
    return browser.client.post(f"{here}/attachments", data=form, files=files)


def page_of(house: House, subject: str) -> str:
    made = house.person("unit").lodge("delegations/letter", {"subject": subject})
    return str(made["href"]).replace("/api/", "/dossiers/")


def test_a_file_of_some_megabytes_goes_in_and_comes_out(house: House, visitor: Visit) -> None:
    here, content = page_of(house, "Thư có tệp"), b"noi dung cong van\n" * 150_000
    unit = visitor("unit.86")

    assert upload(unit, here, "Thư mời.txt", content).status_code == 303
    html = unit.get(here).text
    assert "Thư mời.txt" in html
    link = re.search(rf'{here}/attachments/[^"]+', html)
    assert link is not None
    answer = unit.get(link[0])
    assert answer.content == content
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_who_may_not_see_a_dossier_gets_no_file_of_it(house: House, visitor: Visit) -> None:
    here = page_of(house, "Thư của đơn vị")
    upload(visitor("unit.86"), here, "a.txt", b"a")
    stranger = visitor("police.86")

    assert stranger.get(here).status_code == 404
    assert stranger.get(f"{here}/attachments/anything").status_code == 404


def test_a_file_with_a_stamp_is_refused_and_said_so(house: House, visitor: Visit) -> None:
    answer = upload(visitor("unit.86"), page_of(house, "Thư"), "b.txt", "TUYỆT MẬT".encode())

    assert answer.status_code == 422
    assert "<h1>" in answer.text


def test_a_form_without_a_file_says_so(house: House, visitor: Visit) -> None:
    unit, here = visitor("unit.86"), page_of(house, "Thư không tệp")
    answer = unit.send(f"{here}/attachments", {})

    assert answer.status_code == 303
    assert "Chưa chọn tệp nào" in unit.get(answer.headers["location"].partition("#")[0]).text
