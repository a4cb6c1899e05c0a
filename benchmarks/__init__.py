"""Speed as ratios: each way of ours against a floor or a rival, in turns, in one run."""
