"""The API under /api: what machines fetch and report, and what offices' own systems submit."""
