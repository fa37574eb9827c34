// A page with a desk and no JupyterLab: the model a widget is given, and a learner who works by script.

const ANSWER = /^sidebyside .* (0[0-8]\d{13}-[0-9a-f]{16})$/;

// What a widget is given as its model. A message goes to the kernel of its own life only, one after
// another, as down one socket; what a dead kernel did not answer is never answered.
class Model {
  #values; #address; #heard = new Map(); #line = Promise.resolve();

  constructor(values, address) {
    this.#values = values;
    this.#address = address;
  }

  get(name) { return this.#values[name]; }

  on(name, heard) { this.#heard.set(name, [...(this.#heard.get(name) ?? []), heard]); }

  off(name, heard) { this.#heard.set(name, (this.#heard.get(name) ?? []).filter((one) => one !== heard)); }

  tell(name, ...news) { for (const heard of this.#heard.get(name) ?? []) heard(...news); }

  send(message) {
    if (this.isDead) throw new Error("Comm is closed"); // as JupyterLab does once it knows
    const written = JSON.stringify(message); // as it is now; an object may be changed later
    if (message.do === "answer") harness.posted[message.id] = { key: message.key, value: message.value };
    this.#line = this.#line.then(() => this.#post(written));
  }

  async #post(written) {
    try {
      const told = await fetch(this.#address, { method: "POST", body: written });
      if (!told.ok) return;
      let text = "";
      for await (const part of told.body.pipeThrough(new TextDecoderStream())) {
        const lines = (text + part).split("\n");
        text = lines.pop();
        lines.forEach((line) => this.#receive(JSON.parse(line)));
      }
    } catch { /* the kernel is gone, or the line is cut: nobody says so */ }
  }

  #receive({ state, reply }) {
    if (state) {
      this.#values.state = state;
      this.tell("change:state");
    } else {
      if (reply.saved_at && harness.posted[reply.id]) harness.acknowledged[reply.id] = harness.posted[reply.id];
      this.tell("msg:custom", reply, []);
    }
  }
}

const isSeen = (node) => node?.checkVisibility() ?? false;
const when = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const harness = {
  posted: {}, // answers sent on this page: id -> key and value
  acknowledged: {}, // those of them a kernel said it has saved
  given: {}, // what the learner last gave: key -> value
  count: 0, // how many answers the learner gave on this page

  // Runs the cell: the old view goes, a new one comes with a module of its own.
  async view(life) {
    this.close?.();
    document.querySelector("main")?.remove();
    const main = document.body.appendChild(document.createElement("main"));
    const address = `/life/${life}`;
    this.model = new Model(await (await fetch(address)).json(), address);
    const { default: widget } = await import(`/desk.js?${life}-${performance.now()}`);
    this.close = await widget.render({ model: this.model, el: main });
    await this.begin();
  },

  // Says who is working, where the desk asks: whoever was, or somebody new.
  async begin() {
    const button = [...document.querySelectorAll(".whoisit .goon, .whoisit .begin")].filter(isSeen).sort((a) => (a.matches(".goon") ? -1 : 1))[0];
    button?.click();
    while (button && isSeen(button)) await when(1);
  },

  // JupyterLab notices that the kernel is gone; often it does not.
  notice() {
    this.model.isDead = true;
    this.model.tell("comm_live_update");
  },

  control(key) {
    const prompt = this.model.get("content").claims.flatMap(({ prompts }) => prompts).find(({ id }) => id === key);
    const name = [...document.querySelectorAll("main legend, main .question > span")].find((node) => node.textContent === prompt.text);
    return name.parentNode;
  },

  // A learner answers. `how` is "typed" (sent when typing rests), "left" (sent at once), "key" (on the way to a
  // text, and not counted), "chosen" or "cleared".
  give({ key, value, how }) {
    const control = this.control(key);
    if (how === "chosen") {
      const radio = control.querySelector(`input[value="${value}"]`);
      radio.checked = true;
      radio.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (how === "cleared") {
      const clear = control.querySelector("button");
      if (clear.hidden) return; // there is nothing to take back
      clear.click();
    } else {
      const area = control.querySelector("textarea");
      area.value = value;
      area.dispatchEvent(new Event("input", { bubbles: true }));
      if (how === "left") area.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.given[key] = value;
    if (how !== "key") this.count += 1;
  },

  // Answers given at their moments, in milliseconds from now; this returns before the first.
  play(answers) {
    this.played = Promise.all(answers.map(async (answer) => {
      await when(answer.at);
      this.give(answer);
    }));
  },

  // What the desk shows for each question.
  shown() {
    const prompts = this.model.get("content").claims.flatMap((claim) => claim.prompts).filter(({ kind }) => !["marks", "words"].includes(kind));
    return Object.fromEntries(prompts.map(({ id, options }) => {
      const control = this.control(id);
      return [id, options.length ? control.querySelector("input:checked")?.value ?? "" : control.querySelector("textarea").value];
    }));
  },

  // What waits in the storage of this tab; nothing where it is forbidden.
  waiting() {
    let storage;
    try { storage = window.sessionStorage; } catch { return []; }
    return Object.keys(storage).filter((key) => ANSWER.test(key)).map((key) => JSON.parse(storage.getItem(key)));
  },

  async report() {
    await this.played;
    const { acknowledged, posted, given, count } = this;
    return { acknowledged, posted, given, count, waiting: this.waiting() };
  },
};

window.harness = harness;
