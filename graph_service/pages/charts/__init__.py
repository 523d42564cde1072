"""Pictures as text: SVG that pages hold, drawn by pure functions."""
