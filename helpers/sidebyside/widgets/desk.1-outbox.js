// Answers the journal has not confirmed, and the ids they get.

// One item each: two views on one page cannot overwrite each other's list. An item names its learner, so nothing
// is lost when someone else begins to work in this tab; its key names the folder of journals, so that nothing gets
// from one class's folder into another's. A folder that could not be written has no name but its path; what waited
// under that is found too. The tab's storage ends with the tab, so what waits when a page goes is copied to the
// browser's, where the next desk of this folder finds it.
function createOutbox({ place, folder }, lesson) {
  const prefix = `sidebyside ${place} ${lesson} `;
  const prefixes = [...new Set([prefix, `sidebyside ${folder} ${lesson} `])];
  // Storage may be full or forbidden; then they live as long as the page. Each view has a module of its own.
  const refused = (globalThis[Symbol.for(prefix)] ??= new Map());
  const written = (globalThis[Symbol.for(`${prefix}written`)] ??= { times: 0 }); // by any view of this page
  let known = null; // what was found, and when: nothing else of this page runs before the task at hand has ended
  const stores = [() => sessionStorage, () => localStorage]; // asking for a forbidden one throws

  function kept(open, write) {
    try {
      write(open());
      return true;
    } catch {
      return false;
    }
  }

  function parsed(text) {
    try {
      const record = JSON.parse(text);
      const isAnswer = typeof record?.id === "string" && typeof record.key === "string";
      return isAnswer ? { writer: "00000000", seen: {}, ...record } : null; // an older desk named no page
    } catch {
      return null; // whatever else stands under our name is left alone
    }
  }

  function* inStore(open) {
    let store;
    try { store = open(); } catch { return; }
    for (const name of Object.keys(store)) {
      const record = prefixes.some((one) => name.startsWith(one)) ? parsed(store.getItem(name)) : null;
      if (record) yield record;
    }
  }

  return {
    put(record) {
      written.times += 1;
      const text = JSON.stringify(record);
      const isKept = stores.some((open) => kept(open, (store) => store.setItem(prefix + record.id, text)));
      if (isKept) refused.delete(record.id);
      else refused.set(record.id, { ...record });
    },
    drop(id) {
      written.times += 1;
      refused.delete(id);
      for (const open of stores) kept(open, (store) => { for (const one of prefixes) store.removeItem(one + id); });
    },
    // A desk of many passages asks for each of its questions whether an answer waits.
    all() {
      if (known?.times === written.times) return known.records;
      const found = new Map(refused);
      for (const open of stores) for (const record of inStore(open)) found.set(record.id, record);
      if (!known) queueMicrotask(() => { known = null; }); // another tab may write at any time
      known = { times: written.times, records: [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
      return known.records;
    },
    outlive() {
      for (const record of this.all()) kept(stores[1], (store) => store.setItem(prefix + record.id, JSON.stringify(record)));
    },
  };
}

// Whom this tab has asked who is working: the next person at a shared machine opens a tab of their own.
function createIdentity(place) {
  const name = `sidebyside-who ${place}`;
  const pages = (globalThis[Symbol.for(name)] ??= { learner: "" });
  return {
    get() {
      try { return sessionStorage.getItem(name) ?? pages.learner; } catch { return pages.learner; }
    },
    set(learner) {
      pages.learner = learner;
      try { sessionStorage.setItem(name, learner); } catch { /* full or forbidden: known as long as the page lives */ }
    },
  };
}

function randomHex(words) {
  const random = crypto.getRandomValues(new Uint32Array(words)); // randomUUID needs https
  return [...random].map((n) => n.toString(16).padStart(8, "0")).join("");
}

// Ids sort by the time of the answer and never run behind one we have seen, even if the clock does.
function createClock() {
  let last = 0;
  return (seen) => {
    last = Math.max(Date.now(), last + 1, ...seen.map((id) => Number(id.slice(0, 15)) + 1 || 0));
    return `${String(last).padStart(15, "0")}-${randomHex(2)}`;
  };
}
