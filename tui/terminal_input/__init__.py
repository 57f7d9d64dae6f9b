"""What a terminal sends, read as keys, pastes, mouse and sizes: each is one of these, or nothing."""
