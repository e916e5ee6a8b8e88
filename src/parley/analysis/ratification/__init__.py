"""Who must ratify, what would pass there, on whom it hangs and what it would take."""
