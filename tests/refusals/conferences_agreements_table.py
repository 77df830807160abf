"""Conferences, agreements, partners, information, economy, culture, integration: what is refused
(R08-R10, R24-R26, R34; R34 follows the life of R38)."""

from __future__ import annotations

from typing import Any

from conferences_agreements import agreement_forms
from conferences_agreements.conference_forms import SCHEME
from support.refusals import RECORD, Refusal, Step, does, hears, opens

COUNTS = {"R08": 8, "R09": 11, "R10": 3, "R24": 4, "R25": 3, "R26": 4, "R34": 3}
CONFERENCES, LAW, DECREE = "06/2020/QĐ-TTg", "70/2020/QH14", "64/2021/NĐ-CP"
DRAFT, HUE, BEN_TRE = "Dự thảo 2025", "342/KH-UBND", "22/2012/QĐ-UBND"
HERE = "conferences-agreements"


def paper(day: str = "2026-03-02", number: str = "12/QĐ-UBND") -> dict[str, Any]:
    return {"number": number, "date": day}


def sections(titles: Any) -> list[dict[str, str]]:
    return [{"title": str(t), "text": "đã ghi"} for t in titles]


CONFERENCE = {
    "name": "Hội thảo y tế dự phòng {row}", "organiser": "Sở Y tế",
    "organiser_kind": "provincial-body", "topics": ["health"], "content": "Y tế dự phòng",
    "starts_on": "2026-10-12", "ends_on": "2026-10-13", "venue": "Vĩnh Long",
    "vietnamese_participants": 60, "foreign": [{"country": "JP", "number": 8}],
    "funding": [{"source": "local"}], "request": paper(), "scheme": sections(SCHEME.default),
    "secrecy_checked": True, "is_distinct": True,
}  # fmt: skip
HELD = {"started_on": "2026-10-12", "ended_on": "2026-10-13", "organiser": "Sở Y tế"}
AGREEMENT = {
    "name": "Bản ghi nhớ hợp tác {row}", "name_type": "memorandum", "level": "province",
    "party": "Ủy ban nhân dân tỉnh", "partner": "Chính quyền tỉnh Champasak",
    "partner_kind": "local-authority", "country": "LA", "areas": ["health"],
    "content": "Trao đổi bác sĩ", "method": "Trao đổi đoàn", "effect": "05 năm từ ngày ký",
    "signing_plan": "Tháng 6/2026, tại Pakse", "languages": ["vi", "lo"],
    "signatory": "Nguyễn Văn A", "signatory_title": "Giám đốc", "has_vietnamese": True,
    "responsibilities": "Sở Y tế chủ trì",
    "proposal": sections(agreement_forms.PROPOSAL_OF_PROVINCE),
}  # fmt: skip
OF_DEPARTMENT = {"level": "department", "party": "Sở Y tế", "is_non_binding": True}
OF_COMMUNE = {
    "level": "border-commune", "party": "UBND xã Dào San", "commune": "xa-dao-san",
    "equal_level": True, "areas": ["twinning"], "is_non_binding": True,
}  # fmt: skip
SIGNED = {"signed_on": "2026-06-01", "place": "Pakse", "kept_at": "Sở Ngoại vụ",
          "effective_on": "2026-06-01", "expires_on": "2031-05-31"}  # fmt: skip
CONTACT = {"partner": "Tỉnh Gangwon {row}", "country": "KR", "origin": "Đoàn thăm năm 2025"}
SCHEME_TEXT = {"purpose": "Mở rộng đối tác", "content": "Du lịch", "roadmap": "2026-2030"}
ARTICLE = {
    "kind": "portal-article", "topic": "Dừa Vĩnh Long {row}", "text": "78 nghìn ha dừa",
    "versions": [{"language": "en", "text": "Coconuts"}], "secrecy_checked": True,
}  # fmt: skip
USD = {"amount": 2_000_000, "currency": "USD"}
LEAD = {"partner": "Samho Shipyard {row}", "country": "KR", "sector": "investment",
        "content": "Nhà máy đóng tàu", "value": USD}  # fmt: skip
FESTIVAL = {
    "name": "Festival Dừa {row}", "form": "festival", "place": "Bến Tre",
    "starts_on": "2026-06-07", "ends_on": "2026-06-12", "content": "Quảng bá cây dừa",
}  # fmt: skip
TASK = {
    "horizon": "yearly", "source": {"number": "{row}/KH-UBND", "date": "2026-02-02",
                                    "issuer": "UBND tỉnh"},
    "task": "Kết nối ba doanh nghiệp với ASEAN", "leads": ["so-tai-chinh"],
    "due_on": "2026-09-30",
}  # fmt: skip


def submits(on: str = "", **changed: Any) -> list[Step]:
    return [opens(f"{HERE}/conference", CONFERENCE, by="unit", on=on, **changed),
            does("submit", by="unit", on=on)]  # fmt: skip


def classifies(authority: str = "chairman", **changed: Any) -> list[Step]:
    return [*submits(**changed), does("classify", {"authority": authority})]


def holds(**changed: Any) -> list[Step]:
    permitted = [*classifies(), does("consult", {"bodies": ["cong-an-tinh"]}, by="director"),
                 *hears("cong-an-tinh"), does("permit", paper("2026-10-12"), by="chair",
                                              on="2026-10-12")]  # fmt: skip
    return [*permitted, does("hold", {**HELD, **changed}, by="unit", on="2026-10-14")]


def drafts(**changed: Any) -> list[Step]:
    return [opens(f"{HERE}/agreement", AGREEMENT, by="unit", **changed)]


def consults(answer: str = "agree", **changed: Any) -> list[Step]:
    asked = [does("submit", by="unit"), does("accept"),
             does("consult", {"bodies": ["so-cong-thuong"]}, by="director")]  # fmt: skip
    heard = [*hears("Bộ Ngoại giao"), *hears("so-cong-thuong", answer=answer)]
    return [*drafts(**changed), *asked, *heard]


def signs(**changed: Any) -> list[Step]:
    decided = [does("present", by="director"), does("decide", paper("2026-05-20"), by="chair",
                                                    on="2026-05-20")]  # fmt: skip
    return [*consults(), *decided, does("sign", {**SIGNED, **changed}, on="2026-06-02")]


def leads(realised: Any) -> list[Step]:
    checked = {"source": "Thương vụ", "findings": "Có năng lực", "is_capable": True}
    word = {"value": USD, "on": "2026-03-02", "document": "Biên bản ghi nhớ"}
    return [opens(f"{HERE}/economic-lead", LEAD, by="unit"), does("verify", checked),
            does("introduce", {"to": ["Sở Công Thương"]}), does("negotiate", by="unit"),
            does("commit", word, by="unit"), does("realise", realised, by="unit")]  # fmt: skip


def celebrates(**changed: Any) -> list[Step]:
    return [opens(f"{HERE}/cultural-event", FESTIVAL, by="unit", **changed),
            does("submit", by="unit")]  # fmt: skip


def assigns(**changed: Any) -> list[Step]:
    return [opens(f"{HERE}/forum-task", TASK, by="office", **changed)]


ROWS = [
    Refusal("R08", "filing inside 30 days without a late note", submits(on="2026-09-12"),
            f"{CONFERENCES}, Điều 4 khoản 1 điểm a", "/late_reason"),
    Refusal("R08", "minister-level guest in the Chairman's class",
            classifies(foreign=[{"country": "JP", "number": 8, "highest": "minister"}]),
            f"{CONFERENCES}, Điều 3 khoản 1", "/authority"),
    Refusal("R08", "topic on the list in the Chairman's class", classifies(topics=["religion"]),
            f"{CONFERENCES}, Điều 3 khoản 1", "/authority"),
    Refusal("R08", "foreign organiser without licence", submits(organiser_kind="foreign"),
            f"{CONFERENCES}, Điều 2", "/licence"),
    Refusal("R08", "secret content", submits(topics=["state-secret"]),
            "117/2025/QH15, Điều 5", "/secrecy_checked"),
    Refusal("R08", "mass organisation filed under the Decision",
            [opens(f"{HERE}/conference", CONFERENCE, organiser_kind="mass-organisation")],
            f"{CONFERENCES}, Điều 1 khoản 2 điểm b", "/organiser_kind"),
    Refusal("R08", "held before the permit", holds(started_on="2026-10-11"),
            f"{CONFERENCES}, Điều 4 khoản 2 điểm a", "/started_on"),
    Refusal("R08", "held by another than the permitted", holds(organiser="Công ty A"),
            f"{CONFERENCES}, Điều 4 khoản 2 điểm a", "/organiser"),

    Refusal("R09", "named a treaty", drafts(name="Hiệp định thương mại"),
            f"{LAW}, Điều 6", "/name"),
    Refusal("R09", "new agreement in the name of a district",
            drafts(level="district", party="UBND huyện Bình Đại"),
            "177/2025/NĐ-CP, Điều 3 khoản 4", "/signed_earlier"),
    Refusal("R09", "signed before the decision", signs(signed_on="2026-05-19"),
            RECORD, "/signed_on"),
    Refusal("R09", "term ends before it starts", signs(expires_on="2026-05-31"),
            RECORD, "/expires_on"),
    Refusal("R09", "no Vietnamese text", [*drafts(has_vietnamese=False), does("submit", by="unit")],
            f"{DECREE}, Điều 11", "/has_vietnamese"),
    Refusal("R09", "commune outside the border area",
            drafts(**{**OF_COMMUNE, "commune": "xa-tan-uyen"}),
            f"{LAW}, Điều 3 khoản 6", "/commune", province="12"),
    Refusal("R09", "commune outside the four fields",
            drafts(**{**OF_COMMUNE, "areas": ["economy"]}),
            f"{LAW}, Điều 3 khoản 6", "/areas", province="12"),
    Refusal("R09", "short procedure without proof",
            [*drafts(short_ground="disaster"), does("submit", by="unit"), does("accept"),
             does("consult-short", by="director")], f"{LAW}, Điều 35 khoản 2", "/short_proof"),
    Refusal("R09", "department's agreement without the non-binding clause",
            [*drafts(**{**OF_DEPARTMENT, "is_non_binding": False}),
             does("consult-own", by="unit")], f"{DECREE}, Điều 3 khoản 3", "/is_non_binding"),
    Refusal("R09", "a body disagrees and the Prime Minister has not consented",
            [*consults("disagree"),
             does("present", {"explanation": "Đã tiếp thu một phần"}, by="director")],
            f"{LAW}, Điều 19 khoản 4", "/pm_consent"),
    Refusal("R09", "content of a treaty", drafts(is_treaty_matter=True),
            f"{LAW}, Điều 2 khoản 1", "/is_treaty_matter"),

    Refusal("R10", "established without an approved scheme",
            [opens(f"{HERE}/twinning", CONTACT), does("study", {"findings": "Kinh tế phát triển"}),
             does("draft-scheme", SCHEME_TEXT),
             does("establish", {"established_on": "2026-03-02"})],
            "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ"),
    Refusal("R10", "the same partner under another spelling",
            [opens(f"{HERE}/twinning", CONTACT, of="first"),
             opens(f"{HERE}/twinning", CONTACT, partner="TINH GANGWON {row}")],
            RECORD, "/partner"),
    Refusal("R10", "the same partner twice in the register",
            [opens(f"{HERE}/partners", {"name": "Tỉnh Savannakhet {row}", "country": "LA",
                                        "kind": "local-government"}, of="first"),
             opens(f"{HERE}/partners", {"name": "tinh Savannakhet {row}", "country": "LA",
                                        "kind": "local-government"})],
            RECORD, "/name"),

    Refusal("R24", "issued without an approver",
            [opens(f"{HERE}/external-information", ARTICLE, by="unit"),
             does("issue", {**paper(), "url": "https://vinhlong.gov.vn"})],
            "22/2012/QĐ-UBND, Điều 16 khoản 1"),
    Refusal("R24", "secret data", [opens(f"{HERE}/external-information", ARTICLE, by="unit",
            text="Tài liệu đóng dấu TỐI MẬT")], "117/2025/QH15, Điều 5", "/text"),
    Refusal("R24", "not looked through for sensitive data",
            [opens(f"{HERE}/external-information", ARTICLE, by="unit", secrecy_checked=False),
             does("submit", by="unit")], "117/2025/QH15, Điều 5", "/secrecy_checked"),
    Refusal("R24", "foreign text without the Vietnamese original",
            [opens(f"{HERE}/external-information", ARTICLE, by="unit", text=""),
             does("submit", by="unit")], "22/2012/QĐ-UBND, Điều 16 khoản 1", "/versions/0"),

    Refusal("R25", "value without currency",
            [opens(f"{HERE}/economic-lead", LEAD, by="unit", value={"amount": 5})],
            RECORD, "/value/currency"),
    Refusal("R25", "realised without proof", leads({"value": USD, "on": "2026-03-02"}),
            "22/2012/QĐ-UBND, Điều 11 khoản 2", "/proof"),
    Refusal("R25", "the same lead counted by two units",
            [opens(f"{HERE}/economic-lead", LEAD, by="unit", of="first"),
             opens(f"{HERE}/economic-lead", LEAD, by="unit so-tai-chinh")],
            f"{BEN_TRE}, Điều 11 khoản 2", "/partner"),

    Refusal("R26", "event abroad without an outbound delegation",
            celebrates(country="FR", place="Paris"), f"{BEN_TRE}, Điều 7 khoản 1", "/outbound"),
    Refusal("R26", "foreign troupe without an inbound delegation",
            celebrates(troupes=[{"name": "Đoàn múa", "country": "LA", "people": 20}]),
            f"{BEN_TRE}, Điều 8 khoản 1", "/troupes/0/inbound"),
    Refusal("R26", "obligation of a title without an owner, in an event",
            celebrates(obligation="Báo cáo bảo tồn"),
            "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ", "/obligation_owner"),
    Refusal("R26", "obligation of a title without an owner, in the register",
            [opens(f"{HERE}/unesco-titles",
                   {"name": "Di tích {row}", "kind": "world-heritage", "year": 1993,
                    "obligations": [{"task": "Báo cáo bảo tồn"}]})],
            "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ", "/obligations"),

    Refusal("R34", "task without a lead", assigns(leads=[]),
            "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ", "/leads"),
    Refusal("R34", "two leads", assigns(leads=["so-tai-chinh", "so-y-te"]),
            "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ", "/leads"),
    Refusal("R34", "due before it is issued", assigns(due_on="2026-02-01"),
            RECORD, "/due_on"),
]  # fmt: skip
