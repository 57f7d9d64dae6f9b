"""The Today list: tiers, reasons, order."""
