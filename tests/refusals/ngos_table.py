"""Foreign NGOs, aid and its mobilisation, people-to-people diplomacy: what is refused (R11-R13,
R32)."""

from __future__ import annotations

from typing import Any

from support.refusals import RECORD, Refusal, Step, does, hears, opens

COUNTS = {"R11": 8, "R12": 10, "R13": 2, "R32": 4}
NGO, AID = "58/2022/NĐ-CP", "80/2020/NĐ-CP"
DECISION = {"number": "12/QĐ-UBND", "date": "2026-03-02"}

ORGANISATION = {"name": "Bàn tay Xanh {row}", "country": "US", "fields": ["health"]}
TERMS = {
    "kind": "activity", "valid_from": "2026-01-10", "expires_on": "2029-01-10",
    "home_expires_on": "2031-01-01", "provinces": ["86"], "fields": ["health"],
}  # fmt: skip
GRANTED = {**TERMS, "number": "12/BNG-HĐ", "received_on": "2026-01-15"}
OFFICE = {**GRANTED, "kind": "representative-office", "expires_on": "2031-01-01",
          "office_city": "79"}  # fmt: skip
REGISTERED = [opens("ngos/foreign-ngo", ORGANISATION, of="ngo"),
              does("register", GRANTED, of="ngo")]  # fmt: skip
OPINION = {
    "asked": "grant", "asker": "committee", "number": "31/UB-PCP", "received_on": "2026-03-02",
    "organisation": "Bàn tay Xanh", "country": "US", "terms": TERMS,
}  # fmt: skip
CLINIC = {
    "title": "Khám mắt học đường", "field": "health", "province": "86",
    "starts_on": "2026-06-01", "ends_on": "2026-12-01",
}  # fmt: skip
AID_REQUEST = {
    "title": "Trạm y tế {row}", "mode": "project", "provider_kind": "ngo",
    "provider": "Bàn tay Xanh", "country": "US", "field": "health", "ngo": "{ngo.code}",
    "recipient": "Sở Y tế", "goal": "Xây trạm y tế", "communes": ["Bình An"],
    "starts_on": "2026-06-01", "ends_on": "2027-06-01",
    "grant": {"amount": 100_000, "currency": "USD"}, "usd": 100_000, "vnd": 2_600_000_000,
    "pieces": ["request", "consent", "document", "legal-status", "translation"],
    "commitment": "17/BTX",
}  # fmt: skip
MONEY = {
    "flow": "received", "on": "2026-03-02", "voucher": "PT-001",
    "sum": {"amount": 60_000, "currency": "USD"},
}  # fmt: skip
IDEA = {"title": "Nước sạch {row}", "field": "health", "place": "xã Bình An", "usd": 50_000}
COMMITMENT = {
    "number": "17/EMW", "date": "2026-03-02", "donor": "Quỹ EMW", "provider_kind": "ngo",
    "country": "US", "sum": {"amount": 50_000, "currency": "USD"},
}  # fmt: skip
ACTIVITY = {
    "kind": "friendship", "title": "Gặp mặt hữu nghị {row}", "starts_on": "2026-04-06",
    "ends_on": "2026-04-07", "partner": "Hội hữu nghị Lào - Việt", "country": "LA",
    "participants": 40,
}  # fmt: skip
UNION = "unit lien-hiep-huu-nghi"


def registers(granted: dict[str, Any], **changed: Any) -> list[Step]:
    return [opens("ngos/foreign-ngo", ORGANISATION), does("register", {**granted, **changed})]


def plans(**changed: Any) -> list[Step]:
    awaited = {"ngo": "{ngo.code}", "occasion": "registered", "received_on": "2026-01-15"}
    notice = {"number": "3/BTX", "date": "2026-03-02", "activities": [{**CLINIC, **changed}]}
    told = [opens("ngos/ngo-plan", awaited), does("notify", notice), does("accept", by="head")]
    return [*REGISTERED, *told]


def asks_for_aid(**changed: Any) -> list[Step]:
    return [*REGISTERED, opens("ngos/aid", AID_REQUEST, by="unit", **changed)]


def submits_aid(**changed: Any) -> list[Step]:
    return [*asks_for_aid(**changed), does("submit", by="unit")]


def presents_aid(**changed: Any) -> list[Step]:
    appraisal = {"number": "30/BC-STC", "date": "2026-03-02", "agrees": True,
                 "grounds": "Phù hợp quy hoạch"}  # fmt: skip
    heard = hears("so-tai-chinh", "cong-an-tinh", "so-ngoai-vu")
    return [*submits_aid(**changed), does("accept"), does("consult"), *heard,
            does("appraise", appraisal), does("present", by="director")]  # fmt: skip


def mobilises(unit: str, of: str = "it") -> list[Step]:
    contact = {"donor": "Quỹ EMW", "country": "US", "on": "2026-03-02"}
    goal = {"goal": "Nước sạch cho 5 trường", "usd": 50_000}
    return [opens("ngos/aid-idea", IDEA, by=unit, of=of), does("profile", goal, by=unit, of=of),
            does("introduce", contact, by=unit, of=of)]  # fmt: skip


def approves(**changed: Any) -> list[Step]:
    return [opens("ngos/people-activity", ACTIVITY, by=UNION, **changed),
            does("approve", {"number": "4/KH-LHHN", "date": "2026-03-02"})]  # fmt: skip


ROWS = [
    Refusal("R11", "opinion on a project office after 1/11/2022",
            [opens("ngos/ngo-opinion", OPINION, asked="project-office")],
            f"{NGO}, Điều 28 khoản 2", "/asked"),
    Refusal("R11", "office outside Hà Nội, Đà Nẵng and TP.HCM",
            registers(OFFICE, office_city="86"), f"{NGO}, Điều 9", "/office_city"),
    Refusal("R11", "registration of activity for more than three years",
            registers(GRANTED, expires_on="2029-01-11"), f"{NGO}, Điều 9", "/expires_on"),
    Refusal("R11", "registration of an office for more than five years",
            registers(OFFICE, expires_on="2031-01-11", home_expires_on=None),
            f"{NGO}, Điều 9", "/expires_on"),
    Refusal("R11", "registration beyond the one at home",
            registers(GRANTED, home_expires_on="2028-01-01"),
            f"{NGO}, Điều 9", "/home_expires_on"),
    Refusal("R11", "project in a province that is not listed", plans(province="79"),
            f"{NGO}, Điều 18 khoản 1 điểm b", "/activities/0/province"),
    Refusal("R11", "religious activity", [opens("ngos/foreign-ngo", ORGANISATION,
            is_religious=True)], f"{NGO}, Điều 5", "/is_religious"),
    Refusal("R11", "activity for profit", plans(is_for_profit=True),
            f"{NGO}, Điều 5", "/activities/0/is_for_profit"),

    Refusal("R12", "receipt before approval", [*submits_aid(), does("disburse", MONEY, by="unit")],
            f"{AID}, Điều 4", "/on"),
    Refusal("R12", "spending before approval",
            [*asks_for_aid(), does("disburse", {**MONEY, "flow": "spent"}, by="unit")],
            f"{AID}, Điều 4", "/on"),
    Refusal("R12", "donor is an FDI company registered here",
            asks_for_aid(provider_kind="enterprise", is_fdi=True), f"{AID}, Điều 3", "/is_fdi"),
    Refusal("R12", "goods that may not be imported",
            asks_for_aid(goods=[{"name": "xe cũ", "quantity": 1, "is_import_banned": True}]),
            f"{AID}, Điều 5", "/goods/0/is_import_banned"),
    Refusal("R12", "NGO without a valid registration", submits_aid(ngo=""),
            f"{NGO}, Điều 18 khoản 1 điểm a", "/ngo"),
    Refusal("R12", "NGO outside its field", submits_aid(field="culture"),
            f"{NGO}, Điều 18 khoản 1 điểm b", "/field"),
    Refusal("R12", "amount without currency", submits_aid(grant={"amount": 100_000}),
            RECORD, "/grant/currency"),
    Refusal("R12", "the Prime Minister's topic approved by the Chairman",
            [*presents_aid(topics=["security"]), does("approve", DECISION, by="chair")],
            f"{AID}, Điều 7 khoản 1"),
    Refusal("R12", "loan", asks_for_aid(is_loan=True), f"{AID}, Điều 3", "/is_loan"),
    Refusal("R12", "sharing of profit", asks_for_aid(shares_profit=True),
            f"{AID}, Điều 3", "/shares_profit"),

    Refusal("R13", "commitment counted as disbursement",
            [*mobilises("unit"),
             does("commit", {**COMMITMENT, "counts_as": "disbursement"}, by="unit")],
            "22/2012/QĐ-UBND, Điều 11 khoản 3", "/counts_as"),
    Refusal("R13", "the same idea pledged by two units",
            [*mobilises("unit", of="theirs"), opens("ngos/aid-idea", IDEA, by="unit so-gddt")],
            "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ", "/title"),

    Refusal("R32", "activity abroad without an outbound delegation", approves(is_abroad=True),
            "22/2012/QĐ-UBND, Điều 4 khoản 1", "/delegation"),
    Refusal("R32", "foreign funding without aid", approves(has_foreign_funding=True),
            f"{AID}, Điều 4", "/aid"),
    Refusal("R32", "foreign money in a line without aid",
            approves(funding=[{"source": "foreign-host"}]), f"{AID}, Điều 4", "/aid"),
    Refusal("R32", "unit reporting for another unit",
            [opens("ngos/people-activity?unit=mat-tran", ACTIVITY, by=UNION)],
            RECORD, "/unit", status=403),
]  # fmt: skip
