"""Keys beside, below or apart from a tracker: what each status means becomes the tracker's scale."""
