"""The records: contact, interaction, promise, and what is known of somebody."""
