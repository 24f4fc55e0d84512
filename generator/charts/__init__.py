"""Pictures of facts, drawn as SVG when the site is built: no script is needed to see them.

``drawing`` holds what all of them share; every other module draws one kind. Words stay text, colours come from the style
sheet (so that they follow the palette), and what differs by colour differs by shape or texture too.
"""
