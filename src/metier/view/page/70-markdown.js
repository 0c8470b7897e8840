// Markdown as elements: what profiles use of it. Raw HTML in it stays text.

/** Return the elements of a Markdown text; what is nested too deeply stays as it was written. */
function markdownElements(text, depth = 0) {
  if (depth > DEEPEST) return [el("p", {}, text)];
  const lines = text.replaceAll("\r", "").replaceAll("\t", "    ").split("\n");
  const made = [];
  while (lines.length) {
    if (!lines[0].trim()) lines.shift();
    else made.push(takeBlock(lines, depth));
  }
  return made;
}

const ITEM = /^(\s*)([-*+]|\d{1,4}[.)])\s+(.*)$/;
const FENCE = /^\s*(```|~~~)/;
const HEADING = /^\s{0,3}#{1,6}\s+(\S.*)$/;
const RULE = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/;
const DEEPEST = 12; // levels of lists and quotations in each other

function takeBlock(lines, depth) {
  if (FENCE.test(lines[0])) return takeFence(lines);
  if (RULE.test(lines[0])) return lines.shift() && el("hr");
  if (HEADING.test(lines[0])) return el("h4", {}, inline(HEADING.exec(lines.shift())[1].trimEnd()));
  if (ITEM.test(lines[0])) return takeList(lines, ITEM.exec(lines[0])[1].length, depth);
  if (/^\s*>/.test(lines[0])) return takeQuote(lines, depth);
  if (/^\s*\|.*\|/.test(lines[0])) return el("pre", {}, takeWhile(lines, (line) => /^\s*\|/.test(line)).join("\n"));
  const isPart = (line, place) => line.trim() && (place === 0 || !(ITEM.test(line) || HEADING.test(line) || FENCE.test(line)));
  return el("p", {}, inline(takeWhile(lines, isPart).map((line) => line.trim()).join(" ")));
}

function takeWhile(lines, isPart) {
  const end = lines.findIndex((line, place) => !isPart(line, place));
  return lines.splice(0, end < 0 ? lines.length : end);
}

function takeFence(lines) {
  const [, fence] = FENCE.exec(lines.shift());
  const code = takeWhile(lines, (line) => !line.trim().startsWith(fence));
  lines.shift();
  return el("pre", {}, code.join("\n"));
}

function takeQuote(lines, depth) {
  const quoted = takeWhile(lines, (line) => /^\s*>/.test(line)).map((line) => line.replace(/^\s*>\s?/, ""));
  return el("blockquote", {}, markdownElements(quoted.join("\n"), depth + 1));
}

/** Take a list whose marks are indented so far; what is indented further belongs to its item. */
function takeList(lines, indent, depth) {
  const isNumbered = /\d/.test(ITEM.exec(lines[0])[2]);
  const items = [];
  while (lines.length) {
    const found = ITEM.exec(lines[0]);
    if (!found || found[1].length > indent + 1 || found[1].length < indent) break;
    lines.shift();
    const own = [found[3], ...takeItem(lines, indent)];
    items.push(el("li", {}, itemElements(own, depth)));
  }
  return el(isNumbered ? "ol" : "ul", {}, items);
}

function takeItem(lines, indent) {
  const own = takeWhile(lines, (line, place) => {
    if (line.trim()) return line.search(/\S/) > indent || (place === 0 ? !ITEM.test(line) && !HEADING.test(line) : line.search(/\S/) > indent);
    return (lines[place + 1] ?? "").search(/\S/) > indent;
  });
  const least = Math.min(...own.filter((line) => line.trim()).map((line) => line.search(/\S/)), 8);
  return own.map((line) => line.slice(Math.min(least, Math.max(0, line.search(/\S/)))));
}

/** The elements of an item: a lone paragraph is its text. */
function itemElements(lines, depth) {
  const made = markdownElements(lines.join("\n"), depth + 1);
  return made[0]?.tagName === "P" ? [...made[0].childNodes, ...made.slice(1)] : made;
}

const INLINE = /(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\3(?![\w*])|`([^`]+)`|\[([^\]]+)\]\(([^()\s]+)\)/;

const LONGEST_MARKED = 5000; // characters beyond which marks stay as they were written

/** Return the text nodes and elements of one line. */
function inline(text, depth = 0) {
  const made = [];
  let rest = text;
  while (rest && depth < 6 && text.length < LONGEST_MARKED) {
    const found = INLINE.exec(rest);
    if (!found) break;
    made.push(rest.slice(0, found.index), markedElement(found, depth + 1));
    rest = rest.slice(found.index + found[0].length);
  }
  return [...made, rest].filter((part) => part !== "");
}

function markedElement([, , strong, , emphasis, code, label, address], depth) {
  if (strong) return el("strong", {}, inline(strong, depth));
  if (emphasis) return el("em", {}, inline(emphasis, depth));
  return code ? el("code", {}, code) : webLink(label, address);
}
