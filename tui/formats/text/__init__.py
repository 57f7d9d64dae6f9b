"""Files of text: friends.md, Markdown, calendars."""
