"""What still names somebody who is deleted for ever, and what waits in the trash."""
