"""Regions of the world, as external-relations reports group countries; each country is in one."""

from __future__ import annotations

from collections.abc import Mapping

REGIONS: Mapping[str, str] = {
    "neighbours": "Các nước láng giềng (Lào, Campuchia, Trung Quốc)",
    "asean": "Các nước ASEAN khác",
    "north-east-asia": "Đông Bắc Á",
    "south-asia": "Nam Á",
    "middle-east": "Trung Đông, Trung Á",
    "europe": "Châu Âu",
    "north-america": "Bắc Mỹ",
    "latin-america": "Mỹ Latinh, Caribe",
    "africa": "Châu Phi",
    "oceania": "Châu Đại Dương",
}
_CODES = {
    "neighbours": "LA KH CN",
    "asean": "BN ID MY MM PH SG TH TL",
    "north-east-asia": "JP KR KP MN TW HK MO",
    "south-asia": "BD BT IN LK MV NP PK AF",
    "middle-east": "AE AM AZ BH GE IL IQ IR JO KG KW KZ LB OM PS QA SA SY TJ TM TR UZ YE",
    "north-america": "US CA",
    "latin-america": (
        "AG AR AW BB BO BR BS BZ CL CO CR CU CW DM DO EC GD GT GY HN HT JM KN KY LC MX NI PA PE PR "
        "PY SR SV TT UY VC VE BM VG GP MQ GF"
    ),
    "oceania": "AU NZ CK FJ FM KI MH NC NR NU PF PG PW SB TO TV VU WS GU",
    "africa": (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG "
        "ML MR MU MW MZ NA NE NG RE RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW"
    ),
}
_REGION = {code: region for region, codes in _CODES.items() for code in codes.split()}


def region(country: str) -> str:
    """The region of a country; what is in no other list is in Europe, the empty code in none."""
    return _REGION.get(country, "europe") if country else ""
