"""Passports, cards, papers, cases, counts, the border, press, the corps, foreign offices, justice:
what is refused (R16-R23, R27, R29, R35)."""

from __future__ import annotations

from typing import Any

from support.refusals import RECORD, Refusal, Step, attaches, does, hears, opens

COUNTS = {
    "R16": 7, "R17": 4, "R18": 4, "R19": 6, "R20": 4, "R21": 5, "R22": 5, "R23": 6,
    "R27": 3, "R29": 2, "R35": 2,
}  # fmt: skip
HERE, DAY = "consular-border", "2026-03-02"
PASSPORTS, GUIDE = "49/2019/QH14", "04/2020/TT-BNG"
CARD_TERMS = "09/2023/QĐ-TTg, điều kiện được xem xét sử dụng thẻ"
PAPERS = "111/2011/NĐ-CP"
CONSENT, PRESS = "91/2025/QH15, sự đồng ý của chủ thể dữ liệu", "88/2012/NĐ-CP"
WORK = f"{PRESS}, hoạt động của phóng viên nước ngoài"
DRAFT, BEN_TRE, BORDER = "Dự thảo 2025", "22/2012/QĐ-UBND", "34/2014/NĐ-CP"


def paper(number: str = "15/QĐ-UBND", day: str = DAY) -> dict[str, str]:
    return {"number": number, "date": day}


PASSPORT = {
    "kind": "official", "category": "civil-servant", "holder": "Lê Thị C", "post": "Chuyên viên",
    "decision": paper(day="2026-02-26"), "signer": "Trần Văn B",
}  # fmt: skip
BOOKLET = {"number": "P12345{row}", "issued_on": "2022-03-01", "expires_on": "2027-03-01"}
TRIP = {
    "trip": "DR-2026-000004", "handout": "h1", "decision": paper(day="2026-02-26"),
    "signer": "Trần Văn B", "leaves_on": "2026-04-06", "returns_on": "2026-04-10",
    "is_signed_for": True,
}  # fmt: skip
NOTE = {
    "passport": "{passport.code}", "countries": ["JP"], "exits_on": "2026-04-06",
    "returns_on": "2026-04-10", "purpose": "Dự hội nghị", "decision": paper(day="2026-02-26"),
    "signer": "Trần Văn B",
}  # fmt: skip
CARD = {
    "enterprise": "Công ty TNHH Dừa Xanh", "active_since": "2025-03-02", "person": "Phạm D",
    "born_on": "1990-05-01", "post": "Giám đốc", "in_post_since": "2025-03-02",
    "economies": ["JP", "KR"], "contract_on": "2024-03-02", "has_tax_paper": True,
    "has_insurance_paper": True, "has_finance_statement": True,
}  # fmt: skip
CARD_BODIES = ("Thuế tỉnh", "Hải quan", "Bảo hiểm xã hội tỉnh", "cong-an-tinh")
DIPLOMA = {"title": "Bằng tốt nghiệp", "issuer": "Đại học Cần Thơ", "issued_on": "2020-06-01",
           "has_chain": True}  # fmt: skip
FOR_LAOS = {"kind": "certification", "applicant": "Võ E", "country": "LA", "items": [DIPLOMA]}
TOURIST = {"name": "Somchai P", "nationality": "LA", "is_victim": True}
CASE = {
    "kind": "B", "event": "lost-passport", "country": "VN", "happened_on": DAY,
    "first_reported_at": f"{DAY}T07:30:00+07:00", "source": "Công an xã",
    "account": "Mất túi xách", "persons": [TOURIST], "is_simple": True,
}  # fmt: skip
LABOUR = {
    "kind": "contract-labour", "age": "18-34", "destination": "JP", "commune": "Long Hồ",
    "source": "home-affairs", "male": 30, "female": 20, "total": 50,
}  # fmt: skip
MIGRATION = {
    "year": 2026,
    "half": 1,
    "rows": [LABOUR],
    "totals": [{"kind": "contract-labour", "male": 30, "female": 20, "total": 50}],
}
OVERSEAS = {
    "name": "Đặng Thị H {row}", "birth_year": 1970, "country": "FR", "is_of_local_origin": True,
    "origin_commune": "Long Hồ", "origin_proof": "Sổ hộ khẩu trước 1990", "has_consent": True,
    "may_share": True, "verified": paper("12/CAT", "2026-02-20"), "sent": paper("8/SNgV"),
}  # fmt: skip
REQUEST = {"topic": "investment", "country": "US", "person": "Lý G", "content": "Hỏi thủ tục",
           "has_consent": False}  # fmt: skip
INCIDENT = {"kind": "marker", "happened_on": DAY, "commune": "xa-dao-san", "marker": "Mốc 70",
            "account": "Mốc bị sạt lở"}  # fmt: skip
PROJECT = {
    "project": "Thủy điện Nậm Na", "investor": "Công ty A", "communes": ["xa-dao-san"],
    "is_in_belt": False, "asked_by": "so-cong-thuong", "request": paper("4/SCT-NL"),
}  # fmt: skip
ENTRY = {
    "path": "ordinary", "purpose": "Khảo sát", "host": "so-ngoai-vu", "communes": ["xa-dao-san"],
    "enters_at": "2026-03-12T08:00:00+07:00", "leaves_at": "2026-03-13T17:00:00+07:00",
    "guests": [{"name": "Jean P", "nationality": "FR"}],
}  # fmt: skip
REPORTER = {"name": "Jean P", "nationality": "FR", "card": "VP-12",
            "card_issued_on": "2026-01-05", "card_expires_on": "2027-01-05"}  # fmt: skip
VISIT = {
    "media": "AFP", "country": "FR", "kind": "resident", "reporters": [REPORTER],
    "topics": ["làng nghề"], "places": [{"name": "Chợ Lách"}],
    "starts_at": "2026-03-10T09:00:00+07:00", "ends_on": "2026-03-12",
    "permit": {**paper("7/BNG", "2026-02-25"), "topics": ["làng nghề"], "places": ["Chợ Lách"]},
}  # fmt: skip
LETTER = {"kind": "note", "country": "LA", "mission": "Tổng Lãnh sự quán Lào",
          "content": "Kính gửi"}  # fmt: skip
OFFICE = {
    "organisation": "Viện Nghiên cứu K", "country": "KR", "field": "nông nghiệp",
    "partner": "so-nnmt", "address": "Thành phố Vĩnh Long", "programme": "Giống lúa chịu mặn",
    "programme_ends_on": "2028-12-31", "request": paper("7/BNG"),
}  # fmt: skip
LICENCE = {**paper("1/GP-BNG"), "valid_from": DAY, "valid_until": "2029-01-01"}
TEACHERS = {
    "unit": "so-gddt", "kind": "teacher", "country": "US", "starts_on": "2025-10-01",
    "ends_on": "2025-12-31", "people": 12, "women": 7, "source": "12/BC-SGDĐT",
}  # fmt: skip
MATTER = {"kind": "verification", "country": "JP", "asked_by": "Tổng lãnh sự quán Nhật Bản",
          "reference": "CG-{row}/26", "received_on": "2026-02-20"}  # fmt: skip


def is_introduced() -> list[Step]:
    sample = {"body": "UBND tỉnh", "signer": "Trần Văn B", "post": "Chủ tịch"}
    return [opens(f"{HERE}/signature-sample", sample, of="sample", on="2026-02-02"),
            attaches("chu-ky.txt", of="sample"),
            does("introduce", paper(day="2026-02-02"), of="sample", on="2026-02-02")]  # fmt: skip


def asks(**changed: Any) -> list[Step]:
    return [opens(f"{HERE}/passport", PASSPORT, by="unit", of="passport", **changed)]


def keeps(**booklet: Any) -> list[Step]:
    return [*asks(), does("enter", {**BOOKLET, **booklet}, by="unit", of="passport")]


def extends(on: str = "") -> Step:
    return does("ask-extension", by="unit", on=on, of="passport")


def requests_card(**changed: Any) -> list[Step]:
    return [opens(f"{HERE}/abtc", CARD, **changed)]


def hands_in(**item: Any) -> list[Step]:
    return [opens(f"{HERE}/legalisation", FOR_LAOS, items=[{**DIPLOMA, **item}])]


def reports(**changed: Any) -> list[Step]:
    return [opens(f"{HERE}/consular-case", CASE, **changed)]


def counts(*rows: dict[str, Any]) -> list[Step]:
    return [opens(f"{HERE}/migration-report", MIGRATION, rows=list(rows))]


def answers_at_the_border(on: str) -> list[Step]:
    heard = hears("cong-an-tinh", "bien-phong", "xa-dao-san")
    answer = {**paper("9/SNgV-BG", on), "agrees": True, "content": "Nhất trí chủ trương"}
    return [opens(f"{HERE}/border-opinion", PROJECT), does("consult", {}), *heard,
            does("answer", answer, by="director", on=on)]  # fmt: skip


def visits(**changed: Any) -> list[Step]:
    return [opens(f"{HERE}/press-visit", VISIT, **changed)]


def writes(**changed: Any) -> list[Step]:
    return [opens(f"{HERE}/diplomatic-correspondence", LETTER, **changed)]


def is_licensed() -> list[Step]:
    stated = {**paper("5/UBND-NV"), "agrees": True, "content": "Nhất trí"}
    return [opens(f"{HERE}/foreign-office", OFFICE), does("consult"),
            *hears("cong-an-tinh", "so-nnmt"), does("opine", stated, by="chair"),
            does("license", LICENCE)]  # fmt: skip


ROWS = [
    Refusal("R16", "extension while more than 12 months are left",
            [*keeps(expires_on="2027-03-02", issued_on="2022-03-02"), extends()],
            f"{GUIDE}, Điều 12 khoản 2 điểm d", "/booklet/expires_on"),
    Refusal("R16", "second extension",
            [*keeps(), extends(),
             does("extend", {"extended_to": "2030-03-01"}, of="passport"),
             extends(on="2029-06-01")], f"{PASSPORTS}, Điều 7 khoản 1", "/extended_to"),
    Refusal("R16", "handed out without decision",
            [*is_introduced(), *keeps(),
             does("hand-out", {**TRIP, "decision": None}, by="unit", of="passport")],
            f"{GUIDE}, Điều 4", "/decision"),
    Refusal("R16", "study for more than six months", asks(is_study=True, study_months=7),
            f"{PASSPORTS}, Điều 25 khoản 1", "/study_months"),
    Refusal("R16", "note with less than six months of validity",
            [*keeps(expires_on="2027-03-01"),
             opens(f"{HERE}/exit-note", NOTE, by="unit", exits_on="2026-09-02",
                   returns_on="2026-09-10")], f"{GUIDE}, Điều 11 khoản 3 điểm b", "/exits_on"),
    Refusal("R16", "passport asked on a signature that was not introduced",
            [*asks(signer="Người Lạ"), does("forward", of="passport")],
            f"{GUIDE}, Mẫu 03/2020/NG-XNC", "/signer"),
    Refusal("R16", "handed out on a signature that was not introduced",
            [*keeps(), does("hand-out", {**TRIP, "signer": "Người Lạ"}, by="unit", of="passport")],
            f"{GUIDE}, Mẫu 03/2020/NG-XNC", "/signer"),

    Refusal("R17", "post of less than 12 months", requests_card(in_post_since="2025-03-03"),
            CARD_TERMS, "/in_post_since"),
    Refusal("R17", "firm of less than 12 months", requests_card(active_since="2025-03-03"),
            CARD_TERMS, "/active_since"),
    Refusal("R17", "contract older than two years", requests_card(contract_on="2024-03-01"),
            CARD_TERMS, "/contract_on"),
    Refusal("R17", "person who may not leave the country", 
            [*requests_card(), does("consult"), *hears(*CARD_BODIES),
             does("note-exit-ban", {"reason": "tạm hoãn xuất cảnh"}, by="police"),
             does("present", paper("8/TTr-SNgV"), by="director")],
            CARD_TERMS, "/is_banned_from_exit"),

    Refusal("R18", "legalisation for a party to the Apostille Convention without a reason",
            [opens(f"{HERE}/legalisation", FOR_LAOS, country="JP", on="2026-09-14")],
            "Công ước Apostille 1961, Điều 2", "/why_not_apostille", province="79"),
    Refusal("R18", "paper without its chain of certification", hands_in(has_chain=False),
            f"{PAPERS}, Điều 14", "/items/0/has_chain", province="79"),
    Refusal("R18", "paper without translation", hands_in(language="lo"),
            f"{PAPERS}, Điều 14", "/items/0/translation", province="79"),
    Refusal("R18", "erased or contradictory paper", hands_in(is_altered=True),
            f"{PAPERS}, Điều 10", "/items/0/is_altered", province="79"),

    Refusal("R19", "arrest marked simple", reports(event="arrest"),
            "22/2012/QĐ-UBND, Điều 10 khoản 2", "/is_simple"),
    Refusal("R19", "death marked simple", reports(event="death"),
            "22/2012/QĐ-UBND, Điều 10 khoản 2", "/is_simple"),
    Refusal("R19", "politics marked simple", reports(has_political_side=True),
            "22/2012/QĐ-UBND, Điều 10 khoản 2", "/is_simple"),
    Refusal("R19", "several victims marked simple",
            reports(persons=[TOURIST, {**TOURIST, "name": "Noy K"}]),
            "22/2012/QĐ-UBND, Điều 10 khoản 2", "/is_simple"),
    Refusal("R19", "persons seen outside the team", [*reports(), does("read", by="chair")],
            "", status=404),
    Refusal("R19", "closed without result",
            [*reports(), does("verify"), does("handle"), does("resolve", {}),
             does("close", by="head")], "09/2025/TT-BNG, nhiệm vụ về công tác lãnh sự", "/result"),

    Refusal("R20", "negative count", counts({**LABOUR, "male": -1, "total": 19}),
            "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ", "/rows/0/male"),
    Refusal("R20", "count that is not whole", counts({**LABOUR, "male": 29.5, "total": 49.5}),
            "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ", "/rows/0/male"),
    Refusal("R20", "men and women are not the total", counts({**LABOUR, "total": 51}),
            "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ", "/rows/0/total"),
    Refusal("R20", "two sources of a cell and none chosen",
            [*counts(LABOUR, {**LABOUR, "source": "police"}),
             does("present", by="director", on="2026-06-15")],
            "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ", "/rows/0/is_chosen"),

    Refusal("R21", "local origin without proof",
            [opens(f"{HERE}/overseas-vietnamese", OVERSEAS, origin_proof="")],
            "22/2012/QĐ-UBND, Điều 13", "/origin_proof"),
    Refusal("R21", "the same name, birth and country",
            [opens(f"{HERE}/overseas-vietnamese", OVERSEAS, of="first"),
             opens(f"{HERE}/overseas-vietnamese", OVERSEAS, name="DANG THI H {row}")],
            RECORD, "/name"),
    Refusal("R21", "personal data sent out without consent",
            [opens(f"{HERE}/overseas-vietnamese", OVERSEAS, may_share=False)],
            CONSENT, "/may_share"),
    Refusal("R21", "request forwarded without consent",
            [opens(f"{HERE}/overseas-request", REQUEST),
             does("forward", {"body": "so-tai-chinh", **paper("31/SNgV-LS")})],
            CONSENT, "/has_consent"),
    Refusal("R21", "unverified row sent",
            [opens(f"{HERE}/overseas-vietnamese", OVERSEAS, verified=None)],
            "22/2012/QĐ-UBND, Điều 13", "/verified"),

    Refusal("R22", "commune that is not on the border list",
            [opens(f"{HERE}/border-incident", INCIDENT, commune="xa-tan-uyen")],
            f"{BORDER}, Điều 3 khoản 1", "/commune", province="12"),
    Refusal("R22", "opinion answered after 30 days without a note",
            answers_at_the_border("2026-04-02"), f"{BORDER}, Điều 8 khoản 2", "/late_reason",
            province="12"),
    Refusal("R22", "coordinates", [opens(f"{HERE}/border-incident", INCIDENT,
            account="Tại 22.7654321, 103.1234567")],
            "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ", "/account",
            province="12"),
    Refusal("R22", "map with a secrecy stamp",
            [opens(f"{HERE}/border-incident", INCIDENT, account="Bản đồ đóng dấu TUYỆT MẬT")],
            "117/2025/QH15, Điều 5", "/account", province="12"),
    Refusal("R22", "entry with notice of less than 24 hours",
            [opens(f"{HERE}/border-entry", ENTRY),
             does("notify", paper("31/TB", "2026-03-11"), on="2026-03-11T08:00:01+07:00")],
            f"{BORDER}, Điều 6 khoản 2 điểm b", "/enters_at", province="12"),

    Refusal("R23", "activity before approval", [*visits(), does("consult"), does("start")],
            f"{PRESS}, Điều 13", status=409),
    Refusal("R23", "border place without an entry that was notified",
            [*visits(places=[{"name": "Chợ Lách", "is_restricted": True}]), does("consult"),
             does("approve", paper("40/UBND-NV"), by="chair")],
            f"{BORDER}, Điều 6 khoản 2 điểm b", "/border_entry"),
    Refusal("R23", "topic outside the Ministry's permit", visits(topics=["chính trị"]),
            WORK, "/topics/0"),
    Refusal("R23", "place outside the Ministry's permit", visits(places=[{"name": "Giồng Trôm"}]),
            WORK, "/places/0/name"),
    Refusal("R23", "expired card", visits(reporters=[{**REPORTER,
            "card_expires_on": "2026-03-11"}]), WORK, "/reporters/0/card_expires_on"),
    Refusal("R23", "card of more than 12 months", visits(reporters=[{**REPORTER,
            "card_expires_on": "2027-01-06"}]), WORK, "/reporters/0/card_expires_on"),

    Refusal("R27", "reply by another than the focal body",
            [opens(f"{HERE}/diplomatic-correspondence", LETTER, by="unit"),
             does("approve", by="director"), does("send", paper("5/SYT"), by="unit")],
            f"{BEN_TRE}, Điều 17"),
    Refusal("R27", "note without translation", writes(is_foreign_text=True),
            f"{BEN_TRE}, Điều 17", "/translation"),
    Refusal("R27", "sent before approval", [*writes(), does("send", paper("5/SNgV-LT"))],
            f"{BEN_TRE}, Điều 17", status=409),

    Refusal("R29", "licence ends after the programme", is_licensed(),
            "06/2005/NĐ-CP, văn phòng đại diện", "/valid_until"),
    Refusal("R29", "counts of a unit that overlap",
            [opens(f"{HERE}/foreigners", TEACHERS, of="first"),
             opens(f"{HERE}/foreigners", TEACHERS, starts_on="2025-12-01",
                   ends_on="2026-01-31")], RECORD, "/starts_on"),

    Refusal("R35", "content of the case", [opens(f"{HERE}/judicial", MATTER, note="x" * 201)],
            "91/2025/QH15, chỉ lưu dữ liệu cần thiết", "/note"),
    Refusal("R35", "deciding the matter",
            [opens(f"{HERE}/judicial", MATTER, forwarded_to="so-tu-phap",
                   forwarded_on="2026-02-23", answered_by="so-ngoai-vu",
                   answered_on="2026-03-02")], f"{BEN_TRE}, Điều 2 khoản 14", "/answered_by"),
]  # fmt: skip
