"""The Contacts view and a contact's page."""
