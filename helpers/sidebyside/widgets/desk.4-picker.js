// One of several, chosen: a step, an excerpt, a claim.

// A row of buttons of which one is current; each may carry a tick. A group says its name before its first;
// those from `folded` on stand behind a fold, so that what everybody reads is seen at once.
function picker(labels, name, kind, say, choose, groups = [], folded = labels.length) {
  const marks = labels.map(() => element("span", { className: "mark" }));
  const buttons = labels.map((label, at) => {
    const one = button("", () => choose(at));
    one.append(marks[at], ...[label].flat());
    return one;
  });
  let group = null;
  function begins(at) {
    const isNew = at < folded && groups[at] && groups[at] !== groups[at - 1];
    if (isNew) group = element("li", { className: "aside", id: freshId("group"), textContent: groups[at] });
    if (at < folded && groups[at]) buttons[at].setAttribute("aria-describedby", group.id); // with Tab alone the name would not be heard
    return isNew ? group : null;
  }
  const row = (from, to) => element("ol", { className: kind }, ...buttons.slice(from, to).flatMap((one, at) => [begins(from + at), element("li", {}, one)]));
  const fold = folded < labels.length ? more(`${groups[folded]} (${labels.length - folded})`, row(folded)) : null;
  const node = element("nav", {}, row(0, folded), fold);
  node.setAttribute("aria-label", name);
  return {
    node,
    turn(current) {
      if (fold && current >= folded) fold.open = true;
      buttons.forEach((one, at) => (at === current ? one.setAttribute("aria-current", kind === "steps" ? "step" : "true") : one.removeAttribute("aria-current")));
    },
    tick(at, isDone) {
      if (marks[at].hasChildNodes() === isDone) return;
      marks[at].replaceChildren(...(isDone ? [element("span", { ariaHidden: "true", textContent: "✓ " }), element("span", { className: "unseen", textContent: `${say.step_done}: ` })] : []));
    },
  };
}

function excerptLabel({ label }, at) {
  return [element("span", { className: "aside", textContent: `${at + 1} ` }), label];
}

// A list of many claims: native, so that a keyboard and a screen reader know it; grouped by what it is for.
function claimChooser(claims, say, choose) {
  const list = focusable("select", { id: freshId("claims") }, ...claims.map((claim, at) => element("option", {
    value: at, textContent: `${at + 1} · ${[claim.role, fill(say.claim_option, claim)].filter(Boolean).join(" · ")}`,
  })));
  list.addEventListener("change", () => choose(Number(list.value)));
  return { node: element("p", { className: "chooser" }, element("label", { htmlFor: list.id, textContent: say.choose_claim }), " ", list), turn: (at) => { list.value = at; } };
}
