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
    const free = label.sides.map((side) => boxOf(label, side)).filter((one) => this.#isFree(one));
    const box = free.find((one) => !this.discs.isUnder(one)) ?? free[0];
    if (!box) return false;
    this.taken.push(box);
    this.placed.push({ ...label, x: box.left + label.width / 2, y: (box.top + box.bottom) / 2, box });
    return true;
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
    for (const square of squaresOf({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius })) {
      if (!this.bySquare.has(square)) this.bySquare.set(square, []);
      this.bySquare.get(square).push([x, y, radius]);
    }
  }

  /** Whether a disc lies under a rectangle. */
  isUnder(box) {
    const meets = ([x, y, radius]) => {
      const [aside, away] = [x - Math.min(Math.max(x, box.left), box.right), y - Math.min(Math.max(y, box.top), box.bottom)];
      return aside * aside + away * away < radius * radius;
    };
    for (const square of squaresOf(box)) if (this.bySquare.get(square)?.some(meets)) return true;
    return false;
  }
}

function* squaresOf({ left, top, right, bottom }) {
  for (let row = Math.floor(top / SQUARE); row <= Math.floor(bottom / SQUARE); row += 1) {
    for (let column = Math.floor(left / SQUARE); column <= Math.floor(right / SQUARE); column += 1) yield `${column} ${row}`;
  }
}

/** The rectangle that a label fills at a side of its point, with a gap around it. */
function boxOf({ at: [x, y], radius, width, size }, side) {
  const height = size * 1.25;
  const away = radius + 2;
  const [left, top] = {
    below: [x - width / 2, y + away],
    above: [x - width / 2, y - away - height],
    right: [x + away + 2, y - height / 2],
    left: [x - away - 2 - width, y - height / 2],
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
