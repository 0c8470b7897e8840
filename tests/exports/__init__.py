"""Every export, reopened by a reader that is not ours."""
