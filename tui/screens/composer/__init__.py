"""The composer: a message before it is sent, an exchange after it."""
