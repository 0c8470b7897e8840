// Where a browser can't draw: what the rest of the page needs of a picture, so that the list works without one.

class NoPicture {
  constructor(graph) {
    Object.assign(this, { graph, isDrawn: false, places: new Map(), container: $("list"), paints: paints(graph) });
  }

  pointOf() {
    return { x: 0, y: 0 };
  }

  camera() {
    return { scale: 1, left: -1, right: 1, top: -1, bottom: 1 };
  }

  nodeTowards() {
    return NOTHING;
  }
}

for (const name of ["sync", "zoom", "pan", "home", "fit", "flyTo", "reveal", "open", "openGroup", "repaint", "frame", "showAll"]) {
  NoPicture.prototype[name] = () => undefined; // there is nothing to move or to draw
}
