"""Looking whether the addresses that records and sources name still work, politely and without reaching inside."""
