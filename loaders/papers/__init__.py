"""Reading the published paper itself: a progress report in the shape that such offices publish becomes a tracker."""
