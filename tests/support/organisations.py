"""Foreign NGOs that the tests of this service speak of."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework import Dossier
from ngos.procedures.foreign_ngo import Organisation
from ngos.registration import Field, Kind, Registration

VALID = Registration(
    number="12/BNG-HĐ",
    kind=Kind.ACTIVITY,
    valid_from=date(2025, 1, 1),
    expires_on=date(2027, 12, 31),
    home_expires_on=date(2030, 1, 1),
    provinces=("86", "12"),
    fields=(Field.HEALTH, Field.EDUCATION),
)


def ngo(state: str = "registered", registration: Registration = VALID) -> Dossier[Any]:
    """An organisation that works in health and education here, as its dossier stands."""
    return Dossier(
        id="n1", code="PCP-2025-000001", type="foreign-ngo", regime=date(2022, 11, 1),
        province="86", unit="so-ngoai-vu", title="East Meets West (Hoa Kỳ)",
        lodged_on=date(2025, 1, 10), state=state,
        fields=Organisation(
            name="East Meets West", country="US", fields=(Field.HEALTH,),
            registration=registration, received_on=date(2025, 1, 5),
        ),
    )  # fmt: skip
