"""The questions of a form, whatever it is for: nothing here knows of registrations."""
