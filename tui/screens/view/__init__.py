"""What every numbered view has."""
