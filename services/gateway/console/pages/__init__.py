"""One file a page: it reads, shapes what it read, and names a template. No HTML is made here."""
