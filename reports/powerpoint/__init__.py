"""Write slides as a PowerPoint file, with native charts."""
