"""The packages the bargaining parties could agree on, exactly and over the case's ranges."""
