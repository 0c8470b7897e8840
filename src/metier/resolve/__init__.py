"""Whether two things are the same: names of profiles, and the concepts that profiles use."""
