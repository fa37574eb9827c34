// Measured inside the page of JupyterLab, where no driver of the browser adds its own time.

window.measure = {
  front: () => document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden)"),

  // Until something in a node is so; the moment it is, in milliseconds since `since`.
  until(node, since, isSo) {
    return new Promise((done, failed) => {
      const late = setTimeout(() => failed(new Error("nothing came for ten seconds")), 10_000);
      const watcher = new MutationObserver(() => {
        if (!isSo()) return;
        watcher.disconnect();
        clearTimeout(late);
        done(performance.now() - since);
      });
      watcher.observe(node, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  },

  rest: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),

  // From the click on a choice until the desk says that it is saved.
  async answers(count) {
    const saved = this.front().querySelector(".desk .saved");
    const groups = [...this.front().querySelectorAll(".desk section.step fieldset")].map((one) => [...one.querySelectorAll("input")]);
    const times = [];
    for (let at = 0; at < count; at += 1) {
      const group = groups[at % groups.length];
      const radio = group.find((one, place) => !one.checked && place >= at % group.length) ?? group.find((one) => !one.checked);
      const since = performance.now();
      radio.click();
      if (saved.dataset.status !== "saving") throw new Error(`the desk says ${saved.dataset.status}`);
      times.push(await this.until(saved, since, () => saved.dataset.status === "saved"));
      await this.rest(5);
    }
    return times;
  },

  // From the click on a control of ipywidgets until the label that its handler sets has changed.
  async peer(count) {
    const label = this.front().querySelector(".peer-label");
    const buttons = [...this.front().querySelectorAll(".peer-choice button")];
    const times = [];
    for (let at = 0; at < count; at += 1) {
      const before = label.textContent;
      const since = performance.now();
      buttons[(at + 1) % buttons.length].click(); // the first is chosen already;
      times.push(await this.until(label, since, () => label.textContent !== before));
      await this.rest(5);
    }
    return times;
  },

  // From events of a kind at a node until what each changed is painted.
  paints(node, kind) {
    this.painted = [];
    this.deaf?.();
    const heard = ({ timeStamp }) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => this.painted.push(performance.now() - timeStamp); // a task after the frame
      requestAnimationFrame(() => channel.port2.postMessage(null));
    };
    node.addEventListener(kind, heard, true);
    this.deaf = () => node.removeEventListener(kind, heard, true);
  },

  // Select two words of a text, and bring them into sight as whoever selects them would.
  choose(surface, nth) {
    const range = document.createRange();
    const walker = document.createTreeWalker(surface, NodeFilter.SHOW_TEXT);
    let left = nth;
    for (let leaf = walker.nextNode(); leaf; leaf = walker.nextNode()) {
      const found = [...leaf.data.matchAll(/\p{L}+/gu)];
      if (left + 1 < found.length) {
        range.setStart(leaf, found[left].index);
        range.setEnd(leaf, found[left + 1].index + found[left + 1][0].length);
        break;
      }
      left -= Math.min(left, found.length); // two words that no mark parts
    }
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    range.startContainer.parentElement.closest("p").scrollIntoView({ block: "center" });
  },

  // From choosing Run All until a control of the desk can be used.
  runs() {
    this.usable = null;
    const pressed = (event) => {
      if (!event.target.closest?.('.lm-Menu-item[data-command="runmenu:run-all"]')) return;
      document.removeEventListener("pointerup", pressed, true);
      const look = () => {
        const controls = this.front().querySelectorAll(".desk button, .desk textarea, .desk input, .whoisit button");
        if ([...controls].some((one) => one.checkVisibility())) this.usable = performance.now() - event.timeStamp;
        else requestAnimationFrame(look);
      };
      look();
    };
    document.addEventListener("pointerup", pressed, true);
  },
};
