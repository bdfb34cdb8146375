"""What addresses mean."""
