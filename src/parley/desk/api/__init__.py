"""The desk for programs: what a page shows as JSON, tables also as CSV, described by /api/openapi.json."""
