"""Foreign non-governmental organisations, non-ODA aid and people-to-people relations."""
