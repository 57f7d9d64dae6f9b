"""The practice: days, pauses, journeys, milestones."""
