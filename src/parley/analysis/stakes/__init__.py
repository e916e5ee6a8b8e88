"""What a deal is worth and who depends on whom: dependence, a resource-for-aid fund, a guarantee."""
