"""External information: S004 Điều 2.12; S002 Điều 16 khoản 1; S003 mục II.5b, III.8."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import ReasonNeeded, Refused, announce
from casework.sensitive import Matter
from casework.vocabulary import Decision
from conferences_agreements.procedures.external_information import (
    EXTERNAL_INFORMATION,
    InformationForm,
    InformationKind,
    Issued,
    Reach,
    Version,
)
from papers.administrative import render_docx
from support.desk import Desk

MARCH = date(2026, 3, 2)
ARTICLE = InformationForm(
    kind=InformationKind.ARTICLE, topic="Dừa Vĩnh Long ra thế giới", text="Tỉnh có 78 nghìn ha dừa",
    versions=(Version(language="en", text="Coconuts"),), audience="nhà đầu tư",
    secrecy_checked=True,
)  # fmt: skip
INTERVIEW = replace(ARTICLE, kind=InformationKind.INTERVIEW, question="Về biển", asked_on=MARCH)
DECISION = Decision(number="12/UBND-NV", date=MARCH)
ISSUE = Issued(number="13/UBND-NV", date=MARCH, url="https://vinhlong.gov.vn/en/1")


def drafted(form: InformationForm = ARTICLE) -> Desk:
    return Desk(EXTERNAL_INFORMATION, MARCH).lodge(form, by="unit")


def approved(form: InformationForm = ARTICLE) -> Desk:
    return drafted(form).do("submit", by="unit").do("approve", DECISION, by="director")


def refusal(desk: Desk, step: str, data: Any = None, by: str = "officer") -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        desk.do(step, data, by=by)
    return [(f.at, f.law) for f in refused.value.failures]


def test_a_text_is_approved_issued_and_measured() -> None:
    desk = approved().do("issue", ISSUE, by="clerk")
    desk.do("measure", Reach(views=1200, assessment="Hai báo dẫn lại"), by="unit")

    assert (desk.state, desk.fields.approver) == ("measured", "director.86")
    told = announce("conferences-agreements", EXTERNAL_INFORMATION, desk.outcomes[-1]).data
    assert told.fields["reach"]["views"] == 1200
    assert "text" not in told.fields


@pytest.mark.parametrize("submitted", [False, True])
def test_refuse_issue_without_an_approver(submitted: bool) -> None:
    desk = drafted()
    if submitted:
        desk.do("submit", by="unit")

    assert ("", "22/2012/QĐ-UBND, Điều 16 khoản 1") in refusal(desk, "issue", ISSUE)


def test_refuse_approval_by_who_wrote_it() -> None:
    desk = Desk(EXTERNAL_INFORMATION, MARCH).lodge(ARTICLE, by="officer", unit="so-ngoai-vu")
    desk.do("submit", by="officer")

    with pytest.raises(Refused, match="Người đã"):
        desk.do("approve", DECISION, by="director", as_="officer.86")


def test_refuse_a_foreign_text_without_a_vietnamese_original() -> None:
    desk = drafted(replace(ARTICLE, text=" "))

    assert refusal(desk, "submit", by="unit") == [
        ("/versions/0", "22/2012/QĐ-UBND, Điều 16 khoản 1")
    ]


def test_refuse_what_was_not_checked_for_secrets() -> None:
    desk = drafted(replace(ARTICLE, secrecy_checked=False))

    assert refusal(desk, "submit", by="unit") == [("/secrecy_checked", "117/2025/QH15, Điều 5")]


def test_refuse_a_text_with_a_stamp() -> None:
    with pytest.raises(Refused, match="TUYỆT MẬT"):
        drafted(replace(ARTICLE, text="TUYỆT MẬT. Số liệu"))


def test_refuse_what_touches_a_sensitive_matter() -> None:
    desk = approved().do("note-sensitive", Matter(matter="m1"), by="system")

    assert ("", "22/2012/QĐ-UBND, Điều 19 khoản 1") in refusal(desk, "issue", ISSUE)
    assert [(k.type, k.id) for k in desk.dossier.links] == [("sensitive-matter", "m1")]
    desk.do("lift-sensitive", Matter(matter="m1"), by="system")
    assert desk.do("issue", ISSUE, by="officer").state == "issued"

    waiting = drafted().do("submit", by="unit")
    waiting.do("note-sensitive", Matter(matter="m1"), by="system")
    assert refusal(waiting, "approve", DECISION, "director")


def test_an_empty_text_is_not_submitted() -> None:
    assert refusal(drafted(replace(ARTICLE, text="", versions=())), "submit", by="unit")


def test_an_article_has_its_address_and_no_day_before_approval() -> None:
    desk = approved()

    assert refusal(desk, "issue", replace(ISSUE, url="")) == [
        ("/url", "22/2012/QĐ-UBND, Điều 16 khoản 1")
    ]
    assert refusal(desk, "issue", replace(ISSUE, date=date(2026, 3, 1)))[0][0] == "/date"
    assert refusal(desk, "issue", replace(ISSUE, date=date(2026, 3, 3)))[0][0] == "/date"


def test_16_1_interviews_are_supplied_at_once() -> None:
    desk = approved(INTERVIEW)

    assert desk.due("supply") == MARCH
    assert desk.do("issue", ISSUE, by="officer").dossier.clock("supply").late_by == 0  # type: ignore[union-attr]

    late = approved(INTERVIEW).on(date(2026, 3, 4))
    with pytest.raises(ReasonNeeded):
        late.do("issue", ISSUE, by="officer")
    late.do("issue", ISSUE, by="officer", late_reason="chờ số liệu của sở")
    assert late.state == "issued"


def test_16_1_an_interview_says_when_it_was_asked() -> None:
    law = "22/2012/QĐ-UBND, Điều 16 khoản 1"

    assert refusal(drafted(replace(INTERVIEW, asked_on=None)), "submit", by="unit") == [
        ("/asked_on", law)
    ]
    ahead = replace(INTERVIEW, asked_on=date(2026, 3, 3))
    assert refusal(drafted(ahead), "submit", by="unit") == [("/asked_on", law)]
    assert not drafted().dossier.clocks


@pytest.mark.parametrize("paper", EXTERNAL_INFORMATION.papers, ids=lambda p: p.name)
@pytest.mark.parametrize("stage", [drafted, approved])
def test_its_papers_are_made_at_any_stage(paper: Any, stage: Any) -> None:
    desk = stage(replace(ARTICLE, text="Đoạn một\n\nĐoạn hai"))

    made = paper.makes(desk.dossier, desk.province)
    assert "Đoạn hai" in str(made)
    assert render_docx(made).startswith(b"PK")
