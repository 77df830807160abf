"""The calendar of periodic obligations: who owes what to whom, for which period, until when.

Reading order: `period` (kỳ báo cáo), `obligation` (one duty), `calendar` (all of them), `opening`
(what a day requires). These are pure; `keeping`, `completeness` and `reminding` do the rest.
"""
