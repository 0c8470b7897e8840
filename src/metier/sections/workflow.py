"""Workflow: the steps of the work, in order. A workflow told as a story keeps its text and gives no steps."""

from .statements import headed_items

NAME = "Workflow"
EXAMPLE = "1. **Target.** Score the arrivals.\n2. **Examine.** Open what scored high."
CLASS = "WorkflowStep"

items = headed_items
