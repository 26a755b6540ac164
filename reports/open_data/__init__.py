"""Write a tracker as open data: CSV files and a description of their columns."""
