"""The floor of Office Open XML packages, held to its promises."""
