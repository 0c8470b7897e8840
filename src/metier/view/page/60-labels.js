// Labels that never lie over each other, and over nodes only where there is no other room: the most important
// first, each at the first side that will do, or not at all.

const MOST_LABELS = 72;
const LABEL_GAP = 3;
const SQUARE = 64; // pixels

class LabelPlacer {
  constructor(width, height, discs) {
    Object.assign(this, { width, height, discs });
    this.taken = [];
    this.placed = [];
  }

  /** Place a label beside a point at one of some sides, or nowhere. Returns whether there was room. */
  place(label) {
    const box = this.#roomFor(label);
    if (!box) return false;
    this.taken.push(box);
    this.placed.push({ ...label, x: box.left + label.width / 2, y: (box.top + box.bottom) / 2, box });
    return true;
  }

  /** The first side with neither labels nor nodes, or else the first without labels. */
  #roomFor(label) {
    let room = null;
    for (const side of label.sides) {
      const box = boxOf(label, side);
      if (!this.#isFree(box)) continue;
      if (!this.discs.isUnder(box)) return box;
      room ??= box;
    }
    return room;
  }

  #isFree({ left, top, right, bottom }) {
    if (left < 2 || top < 2 || right > this.width - 2 || bottom > this.height - 2) return false;
    return this.taken.every((box) => right < box.left || left > box.right || bottom < box.top || top > box.bottom);
  }
}

/** Discs on the screen, by the squares that they touch. */
class Discs {
  constructor() {
    this.bySquare = new Map();
  }

  add([x, y], radius) {
    const disc = [x, y, radius];
    eachSquare(x - radius, y - radius, x + radius, y + radius, (square) => {
      const there = this.bySquare.get(square);
      if (there) there.push(disc);
      else this.bySquare.set(square, [disc]);
    });
  }

  /** Whether a disc lies under a rectangle. */
  isUnder({ left, top, right, bottom }) {
    let isThere = false;
    const meets = ([x, y, radius]) => Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom)) < radius;
    eachSquare(left, top, right, bottom, (square) => {
      isThere ||= this.bySquare.get(square)?.some(meets) ?? false;
    });
    return isThere;
  }
}

function eachSquare(left, top, right, bottom, tell) {
  for (let row = Math.floor(top / SQUARE); row <= bottom / SQUARE; row += 1) {
    for (let column = Math.floor(left / SQUARE); column <= right / SQUARE; column += 1) tell(row * 1024 + column);
  }
}

/** The rectangle that a label fills at a side of its point, with a gap around it. */
function boxOf({ at: [x, y], radius, width, size }, side) {
  const height = size * 1.25;
  const away = radius + 2;
  const corner = radius * 0.7 + 2;
  const [left, top] = {
    below: [x - width / 2, y + away],
    above: [x - width / 2, y - away - height],
    right: [x + away + 2, y - height / 2],
    left: [x - away - 2 - width, y - height / 2],
    "below right": [x + corner, y + corner],
    "below left": [x - corner - width, y + corner],
    "above right": [x + corner, y - corner - height],
    "above left": [x - corner - width, y - corner - height],
    top: [x - width / 2, y - radius + height / 2],
    bottom: [x - width / 2, y + radius - height * 1.5],
    middle: [x - width / 2, y - height / 2],
  }[side];
  return { left: left - LABEL_GAP, top, right: left + width + LABEL_GAP, bottom: top + height };
}

/** Measures texts, each once. */
class Measure {
  constructor() {
    this.context = document.createElement("canvas").getContext("2d");
    this.known = new Map();
  }

  width(text, font) {
    const key = `${font}\n${text}`;
    if (!this.known.has(key)) {
      this.context.font = font;
      this.known.set(key, this.context.measureText(text).width);
    }
    return this.known.get(key);
  }
}

const fontOf = (size, weight = 400) => `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
const LONGEST_LABEL = 44;

/** A text cut to a length, between characters and not within one. */
function shortened(text) {
  const characters = [...text];
  return characters.length > LONGEST_LABEL ? `${characters.slice(0, LONGEST_LABEL - 1).join("").trimEnd()}…` : text;
}
