"""The controls of a lesson. Only here are anywidget and ipywidgets imported."""
