"""Labels that go down a sheet with their values beside them: forms of one recommendation, and tables on their side."""
