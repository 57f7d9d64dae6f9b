"""What works in every numbered view: undo, find, commands, help, the trash."""
