"""Pages, one file per subject: fetch through the gate, answer early, change, redirect."""
