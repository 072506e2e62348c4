"""What other sites and messengers show when somebody shares a page of the library: words about it, and a card with its title."""
