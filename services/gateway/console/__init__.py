"""The pages for people: rendered here, working without scripts, reading only the public interface.

`routes.py` is the map. A page reads (`reading.py`), shapes what it read, and names a template.
"""
