"""Any Word file against GB/T 9704—2012, GB/T 15834—2011 and GB/T 15835—2011."""
