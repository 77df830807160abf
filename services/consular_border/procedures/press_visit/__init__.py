"""Foreign reporters working in the province (R23), under the law of the day of lodging.

Dossiers lodged before 1/7/2026 go on by 88/2012/NĐ-CP (262/2026/NĐ-CP, Điều 26 khoản 3).
"""

from consular_border.procedures.press_visit.law_2013 import OPEN, PRESS_VISIT_2013
from consular_border.procedures.press_visit.law_2026 import PRESS_VISIT_2026

PRESS_VISIT = PRESS_VISIT_2026

__all__ = ["OPEN", "PRESS_VISIT", "PRESS_VISIT_2013", "PRESS_VISIT_2026"]
