"""What the outside asks: HTTP, routes made from types, bodies, files and problems."""
