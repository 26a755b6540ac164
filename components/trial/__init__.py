"""Parts of the Trial page: a round on the sample with made-up answers, which stores and publishes nothing."""
