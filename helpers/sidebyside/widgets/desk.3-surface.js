// A text in which words can be chosen: by mouse, by touch, or by keyboard as a list of its words or sentences.

// `units` are the places of what can be chosen; `heard` is told of a choice, of a digit and of leaving, and says how much room its buttons take.
function surface(text, units, name, heard) {
  const node = focusable("div", { className: "text surface", tabIndex: -1 });
  const paragraphs = paragraphsOf(text, units);
  const blocks = paragraphs.flatMap((one) => one.blocks);
  node.append(...paragraphs.map((one) => one.node));
  const options = []; // the elements of the units while the keyboard chooses
  const prefix = freshId("unit");
  let placed = [];
  let isOpen = false;
  let chosen = null; // first and last unit
  let [head, tail] = [0, 0]; // where the keyboard is, and where its choice began

  function option(at, pieces) {
    const is = isChosen(at);
    const one = element("span", { id: `${prefix}-${at}`, role: "option", ariaSelected: String(is), className: "unit" }, ...pieces);
    const labels = placed.filter(({ place }) => place[0] < units[at][1] && place[1] > units[at][0]).map(({ label }) => label);
    if (labels.length) one.setAttribute("aria-description", labels.join(", "));
    options[at] = one;
    return one;
  }

  function draw(block) {
    const over = placed.filter(({ place }) => place[0] < block.end && place[1] > block.start);
    const now = JSON.stringify([isOpen, over.map(({ place, line, lane, label }) => [place, line, lane, label])]);
    if (now === block.drawn) return;
    block.drawn = now;
    const parts = [];
    let from = block.start;
    const upTo = (to) => { if (to > from) parts.push(...piecesOf(text, from, to, over)); from = to; };
    if (isOpen) {
      for (let at = firstAfter(block.start); at < units.length && units[at][0] < block.end; at += 1) {
        upTo(units[at][0]);
        parts.push(option(at, piecesOf(text, ...units[at], over)));
        from = units[at][1];
      }
    }
    upTo(block.end);
    block.node.replaceChildren(...parts);
  }

  // Units lie one behind another.
  function firstAfter(offset) {
    let [low, high] = [0, units.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (units[middle][1] > offset) high = middle; else low = middle + 1;
    }
    return low;
  }
  const isChosen = (at) => chosen !== null && at >= chosen[0] && at <= chosen[1];

  function redraw() {
    const selection = document.getSelection();
    if (selection?.rangeCount && node.contains(selection.anchorNode)) selection.removeAllRanges(); // its nodes go
    for (const { node: one } of paragraphs) if (isOpen) one.setAttribute("role", "presentation"); else one.removeAttribute("role");
    blocks.forEach(draw);
    highlight();
  }

  function choose(first, last) {
    const before = chosen;
    chosen = first === null ? null : [Math.min(first, last), Math.max(first, last)];
    for (const [from, to] of [before, chosen].filter(Boolean)) {
      for (let at = from; isOpen && at <= to; at += 1) options[at].ariaSelected = String(isChosen(at));
    }
    highlight();
    heard.chosen(chosen && [units[chosen[0]][0], units[chosen[1]][1]]);
  }

  // What is chosen stays in sight when the selection goes, and shows which words are taken.
  function highlight() {
    if (!globalThis.Highlight) return;
    const range = chosen && !isOpen && node.isConnected ? rangeOf(units[chosen[0]][0], units[chosen[1]][1]) : null;
    if (range) CSS.highlights.set(CHOSEN, new Highlight(range));
    else if (CSS.highlights.get(CHOSEN)?.owner === node) CSS.highlights.delete(CHOSEN);
    if (range) CSS.highlights.get(CHOSEN).owner = node;
  }

  function rangeOf(from, to) {
    const range = document.createRange();
    for (const { node: inside, start, end } of blocks) {
      let at = start;
      const walker = document.createTreeWalker(inside, NodeFilter.SHOW_TEXT);
      for (let leaf = walker.nextNode(); leaf; leaf = walker.nextNode()) {
        const length = leaf.data.length;
        if (from >= at && from < at + length) range.setStart(leaf, from - at);
        if (to > at && to <= at + length) range.setEnd(leaf, to - at);
        at += length;
      }
      if (end >= to) break;
    }
    return range;
  }

  // Where in the text an end of the selection lies.
  function offsetOf(container, at) {
    const range = document.createRange();
    for (const { node: inside, start, end } of blocks) {
      range.selectNodeContents(inside);
      const side = range.comparePoint(container, at);
      if (side < 0) return start;
      if (side > 0) continue;
      range.setEnd(container, at);
      return Math.min(end, start + range.toString().length);
    }
    return text.length;
  }

  node.addEventListener(CHOSEN, ({ detail: range }) => {
    if (range.collapsed) return isOpen ? undefined : choose(null);
    const [from, to] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
    const [first, last] = [firstAfter(from), firstAfter(to - 1)];
    const end = units[last]?.[0] < to ? last : last - 1;
    if (from >= to || first > end) return choose(null);
    [tail, head] = [first, end];
    return choose(first, end);
  });

  // One line of print up or down, to the nearest word; the options lie in the order of reading.
  function nextLine(by) {
    const box = (at) => options[at].getClientRects()[0];
    const here = box(head);
    const [middle, step] = [(here.left + here.right) / 2, by];
    let [best, nearest, line] = [head, Infinity, null];
    for (let at = head + step; at >= 0 && at < units.length; at += step) {
      const rect = box(at);
      if (Math.abs(rect.top - here.top) < here.height / 2) continue;
      if (line !== null && Math.abs(rect.top - line) > here.height / 2) break;
      line ??= rect.top;
      const distance = Math.abs((rect.left + rect.right) / 2 - middle);
      if (distance < nearest) [best, nearest] = [at, distance];
    }
    return best;
  }

  function nextParagraph(by) {
    const here = paragraphs.findIndex(({ end }) => units[head][0] < end);
    const there = paragraphs[Math.max(0, Math.min(paragraphs.length - 1, here + by))];
    return Math.min(units.length - 1, firstAfter(there.start));
  }

  const MOVES = {
    ArrowRight: () => head + 1, ArrowLeft: () => head - 1, ArrowDown: () => nextLine(1), ArrowUp: () => nextLine(-1),
    Home: () => 0, End: () => units.length - 1, PageDown: () => nextParagraph(1), PageUp: () => nextParagraph(-1),
  };

  function go(to, isMore) {
    options[head]?.classList.remove("at");
    head = Math.max(0, Math.min(units.length - 1, to));
    if (!isMore) tail = head;
    options[head].classList.add("at");
    node.setAttribute("aria-activedescendant", options[head].id);
    options[head].style.scrollMarginBottom = `${heard.room() + 24}px`; // the buttons stay in sight below
    options[head].scrollIntoView({ block: "nearest" });
    choose(tail, head);
  }

  node.addEventListener("keydown", (event) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (altKey || metaKey || (ctrlKey && key !== "a")) return;
    if (isOpen && MOVES[key]) go(MOVES[key](), shiftKey);
    else if (isOpen && ctrlKey) { [tail, head] = [0, 0]; go(units.length - 1, true); }
    else if (/^[1-9]$/.test(key) && !ctrlKey) heard.digit(Number(key));
    else if (isOpen && (key === "Enter" || key === " ")) heard.enough();
    else if (key === "Escape" && (isOpen || chosen)) heard.left();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    node,
    draw(marks) {
      placed = inLanes(marks);
      redraw();
      if (isOpen) options[head]?.classList.add("at");
    },
    open(describedBy) {
      isOpen = true;
      redraw();
      Object.assign(node, { role: "listbox", tabIndex: 0, ariaMultiSelectable: "true", ariaOrientation: "horizontal", ariaLabel: name });
      node.setAttribute("aria-describedby", describedBy);
      node.focus({ preventScroll: true });
      if (chosen) { const [first, last] = chosen; go(first, false); go(last, true); } else go(Math.min(head, units.length - 1), false);
    },
    close() {
      isOpen = false;
      for (const one of ["role", "aria-multiselectable", "aria-orientation", "aria-label", "aria-describedby", "aria-activedescendant"]) node.removeAttribute(one);
      node.tabIndex = -1;
      options.length = 0;
      redraw();
    },
    clear() { document.getSelection()?.removeAllRanges(); choose(null); },
    isOpen: () => isOpen,
  };
}
