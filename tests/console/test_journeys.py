"""The tutorial by mouse and keyboard, in Vietnamese, through every role it needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from support.browser import Tab, chromium
from support.platform import Platform

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
Opens = Callable[..., Tab]
# Nobody travels twice at a time: each request has its own head.
PEOPLE = count(9000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=20_000)  # A loaded machine renders slowly.
    with chromium() as it:
        yield it


@pytest.fixture
def tab(browser: Browser, everything: Platform) -> Iterator[Opens]:
    opened: list[Tab] = []

    def open_(name: str, day: str = "", **more: Any) -> Tab:
        it = Tab(browser, everything.machine.url("gateway"), **more)
        opened.append(it)
        it.sign_in(name, day)
        return it

    yield open_
    trouble = [t for it in opened for t in it.trouble]
    for it in opened:
        it.close()
    assert trouble == []


def add(page: Page, what: str) -> None:
    page.get_by_role("button", name=f"Thêm {what}", exact=True).click()


def write_the_request(page: Page) -> None:
    """The request of the tutorial, as an officer types it."""
    page.get_by_label(re.compile("^Danh nghĩa Đoàn")).fill("Đoàn công tác y tế tại Champasak")
    page.get_by_label(re.compile("^Ngày xuất cảnh")).fill("22/6/2026")
    page.get_by_label(re.compile("^Ngày nhập cảnh")).fill("26.06.2026")
    page.get_by_label(re.compile("^Tổng số ngày")).fill("5")
    page.get_by_label(re.compile("^Cấp đoàn")).select_option("province")
    page.get_by_label(re.compile("^Lý do phát sinh")).fill(
        "Đối tác mời sang bàn việc trao đổi bác sĩ"
    )
    page.get_by_label(re.compile("^Đối tác mời")).fill("Sở Y tế Champasak")
    page.get_by_label(re.compile("^Mục đích")).fill("Hợp tác đào tạo bác sĩ")
    page.get_by_label(re.compile("^Nội dung hoạt động")).fill("Làm việc với Bệnh viện tỉnh")
    add(page, "thành viên Đoàn")
    member = page.locator("#f-members-0")
    member.get_by_label(re.compile("^Số định danh")).fill(f"cb-{next(PEOPLE)}")
    member.get_by_label(re.compile("^Họ và tên")).fill("Nguyễn Văn An")
    member.get_by_label(re.compile(r"^Cấp \(")).select_option("vice-chair")
    member.locator("summary").click()
    member.get_by_label(re.compile("^Vai trò trong đoàn")).select_option("head")
    member.get_by_label(re.compile("^Diện quản lý")).select_option("party")
    add(page, "lộ trình")
    leg = page.locator("#f-legs-0")
    leg.get_by_label(re.compile("Nước đến")).select_option("LA")
    leg.get_by_label(re.compile("Ngày đến")).fill("22/06/2026")
    leg.get_by_label(re.compile("Ngày rời đi")).fill("26/06/2026")
    leg.get_by_label(re.compile("Thành phố")).fill("Pakse")
    page.locator("summary").filter(has_text=re.compile(r"^\s*Nguồn kinh phí")).click()
    add(page, "nguồn kinh phí")
    funding = page.locator("#f-funding-0")
    funding.get_by_label(re.compile("^Nguồn kinh phí")).select_option("local")
    funding.get_by_label(re.compile(r"^Số tiền")).fill("180.000.000")
    funding.get_by_label(re.compile("^Đơn vị tiền tệ")).select_option("VND")


def lodge(tab: Opens, **more: Any) -> str:
    """Lodge the tutorial's delegation; the address of its page."""
    it = tab("officer.86", "11/05/2026", **more)
    page = it.page
    page.get_by_role("link", name="Lập hồ sơ mới").click()
    page.get_by_role("link", name="Đoàn đi công tác nước ngoài (đoàn ra)", exact=True).click()
    write_the_request(page)
    page.locator("summary", has_text="Văn bản xin phép").click()
    page.locator("#f-request").get_by_label(re.compile("^Số, ký hiệu")).fill("12/SNgV-HTQT")
    page.locator("#f-request").get_by_label(re.compile("^Ngày văn bản")).fill("11/05/2026")
    page.get_by_role("button", name="Lập hồ sơ đoàn ra").last.click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lập hồ sơ")
    return page.url.partition("?")[0]


def step(tab: Opens, who: str, day: str, where: str, title: str, **fields: str) -> Page:
    """Take a step as somebody on a day: press its button, fill in its form, press again."""
    page = tab(who, day).page
    page.goto(where)
    page.get_by_role("link", name=title, exact=True).click()
    for label, value in fields.items():
        page.get_by_label(re.compile(f"^{label.replace('_', ' ')}")).first.fill(value)
    page.locator(".send .btn").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã ghi nhận")
    return page


def test_a_delegation_from_request_to_departure(tab: Opens) -> None:
    where = lodge(tab)
    step(tab, "officer.86", "11/05/2026", where, "Gửi văn bản xin phép")
    step(tab, "head.86", "12/05/2026", where, "Gửi Sở Nội vụ, Công an tỉnh kiểm tra nhân sự")

    police = tab("police.86", "14/05/2026").page
    police.goto(where)
    police.get_by_role("link", name=re.compile("^Trả lời ")).first.click()
    police.get_by_label(re.compile("^Ý kiến")).select_option("agree")
    police.get_by_label(re.compile("^Số, ký hiệu")).fill("88/CAT-PA01")
    police.locator(".send .btn").click()
    expect(police.get_by_role("status").first).to_contain_text("Đã ghi ý kiến")

    officer = tab("officer.86", "14/05/2026").page
    officer.goto(where)
    officer.get_by_role("link", name=re.compile("^Ghi hộ Sở Nội vụ")).click()
    officer.get_by_label(re.compile("^Cơ quan trả lời")).select_option("so-noi-vu")
    officer.get_by_label(re.compile("^Ý kiến")).select_option("agree")
    officer.locator(".send .btn").click()

    consent = {"Số,_ký_hiệu": "120-CV/TU", "Ngày_văn_bản": "18/05/2026"}
    step(tab, "party.86", "18/05/2026", where, "Ghi nhận văn bản đồng ý của Tỉnh ủy", **consent)
    step(tab, "director.86", "20/05/2026", where, "Trình cấp có thẩm quyền")
    decision = {"Số,_ký_hiệu": "77/QĐ-UBND", "Ngày_văn_bản": "01/06/2026"}
    page = step(tab, "chair.86", "01/06/2026", where, "Quyết định cử đoàn", **decision)

    page.get_by_text("Vì sao là ngày này?").first.click()
    strip = page.get_by_role("list", name=re.compile("thông báo cơ quan đại diện"))
    expect(strip.get_by_role("listitem").first).to_contain_text("11/06")


def test_a_refusal_stands_at_its_field_with_its_article(tab: Opens) -> None:
    page = tab("officer.86", "11/05/2026").go("/new/delegations/outbound-delegation")
    write_the_request(page)
    page.get_by_label(re.compile("^Ngày nhập cảnh")).fill("20/06/2026")
    page.locator(".send .btn").click()

    expect(page).to_have_title(re.compile("^Lỗi:"))
    place = page.get_by_label(re.compile("^Ngày nhập cảnh"))
    expect(place).to_have_attribute("aria-invalid", "true")
    expect(place).to_have_value("20/06/2026")
    page.get_by_role("alert").get_by_role("link", name=re.compile("Ngày về")).click()
    expect(place).to_be_focused()


def test_the_same_form_without_scripts(tab: Opens) -> None:
    where = lodge(tab, scripts=False)

    assert "/dossiers/delegations/" in where


def test_a_stale_page_keeps_what_was_typed(tab: Opens) -> None:
    where = lodge(tab)
    it = tab("officer.86", "11/05/2026")
    first, second = it.page, it.another()
    for page in (first, second):
        page.goto(f"{where}/revise")
    first.get_by_label(re.compile("^Mục đích")).fill("Mục đích của trang thứ nhất")
    first.locator(".send .btn").click()
    expect(first.get_by_role("status").first).to_contain_text("Đã ghi nhận")
    second.get_by_label(re.compile("^Mục đích")).fill("Mục đích của trang thứ hai")
    second.locator(".send .btn").click()

    expect(second.get_by_role("alert")).to_contain_text("Hồ sơ đã thay đổi")
    expect(second.get_by_label(re.compile("^Mục đích"))).to_have_value("Mục đích của trang thứ hai")
    second.get_by_role("button", name="Gửi phần của tôi lên bản mới").click()
    expect(second.get_by_role("status").first).to_contain_text("Đã ghi nhận")
    expect(second.get_by_text("Mục đích của trang thứ hai")).to_be_visible()


def test_fifteen_people_are_pasted_out_of_a_sheet(tab: Opens) -> None:
    """Typing a row is a button and five fields; fifteen of them are one paste and one button."""
    page = tab("officer.12", "11/05/2026").go("/new/delegations/outbound-delegation")
    heads = "Số định danh, mã cán bộ\tHọ và tên\tChức vụ\tVai trò trong đoàn"
    people = [f"cb-{next(PEOPLE)}\tNgười thứ {n}\tchuyên viên\tthành viên" for n in range(15)]
    page.locator("#f-members summary", has_text="Dán từ bảng tính").click()
    page.locator("#f-members-t").fill("\n".join([heads, *people]))
    page.get_by_role("button", name="Đưa vào danh sách Thành viên Đoàn").click()

    expect(page.locator("#f-members-14")).to_be_visible()
    fields = page.get_by_label(re.compile("^Họ và tên"))
    expect(fields).to_have_count(15)
    expect(fields.last).to_have_value("Người thứ 14")


def test_what_was_typed_waits_as_a_draft(tab: Opens) -> None:
    page = tab("officer.46", "11/05/2026").go("/new/delegations/outbound-delegation")
    page.get_by_label(re.compile("^Danh nghĩa Đoàn")).fill("Đoàn còn dở")
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu nháp")

    page.goto(page.url.partition("/new")[0] + "/drafts")
    page.get_by_role("link", name="Lập hồ sơ đoàn ra").click()
    expect(page.get_by_label(re.compile("^Danh nghĩa Đoàn"))).to_have_value("Đoàn còn dở")


def test_a_secret_text_is_neither_sent_nor_kept(tab: Opens) -> None:
    it = tab("officer.79", "11/05/2026")
    page = it.go("/new/delegations/outbound-delegation")
    page.get_by_label(re.compile("^Danh nghĩa Đoàn")).fill("Đoàn theo công văn TUYỆT MẬT")
    page.locator(".send .btn").click()

    expect(page.get_by_role("alert")).to_contain_text("TUYỆT MẬT")
    page = it.go("/drafts")
    expect(page.get_by_text("Bạn không có bản nháp nào")).to_be_visible()


def test_one_works_through_the_inbox_with_keys(tab: Opens) -> None:
    where = lodge(tab)
    page = tab("officer.86", "11/05/2026").page
    page.goto(page.url)
    page.keyboard.press("j")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("href", re.compile("^/dossiers/"))
    page.keyboard.press("Slash")
    expect(page.get_by_role("searchbox").or_(page.get_by_label("Tìm hồ sơ"))).to_be_focused()
    page.keyboard.type("champasak")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("Champasak")).first).to_be_visible()
    assert where
