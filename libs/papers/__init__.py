"""Forms and letters: plain values in, docx, pdf, xlsx and ics out; and sheets of units in.

Nothing heavy (typst, python-docx, xlsxwriter, calamine, pypdf, icalendar) is imported before a
function needs it, so that a service that renders no paper does not carry the libraries.
"""
