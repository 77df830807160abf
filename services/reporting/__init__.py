"""Reports, tasks, inspection, documents, public procedures (R30, R31, R33, R36-R41, R44)."""
