"""Where a city stands among others: the benchmark of a home city and the rankings."""
