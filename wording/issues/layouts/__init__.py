"""The texts of issues in free and canonical layouts, by the stage that raises them."""
