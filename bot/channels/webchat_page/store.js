/** What the page remembers on this device: messages, what waits to be sent, and a few facts (IndexedDB). */

const KEYS = { messages: "place", outgoing: "id", facts: "name" };

/** Opens the memory of one conversation. Where the browser keeps nothing, the page works on without it. */
export async function openStore(name) {
  try {
    return new Store(await openDatabase(name));
  } catch {
    return new Store(null);
  }
}

class Store {
  constructor(database) {
    this.database = database;
  }

  async all(kind) {
    if (!this.database) return [];
    try {
      return await finished(this.database.transaction(kind).objectStore(kind).getAll());
    } catch {
      return [];
    }
  }

  async fact(name) {
    if (!this.database) return null;
    try {
      return (await finished(this.database.transaction("facts").objectStore("facts").get(name)))?.value ?? null;
    } catch {
      return null;
    }
  }

  setFact(name, value) {
    return this.put("facts", { name, value });
  }

  put(kind, ...values) {
    return this.#write([kind], (transaction) => values.forEach((value) => transaction.objectStore(kind).put(value)));
  }

  remove(kind, key) {
    return this.#write([kind], (transaction) => transaction.objectStore(kind).delete(key));
  }

  clear() {
    return this.#write(Object.keys(KEYS), (transaction) => {
      for (const kind of Object.keys(KEYS)) transaction.objectStore(kind).clear();
    });
  }

  /** One transaction. After a failed one (the disk is full) nothing more is kept: a later message without an
   *  earlier one would be a gap after the next reload. */
  async #write(kinds, change) {
    if (!this.database) return;
    try {
      const transaction = this.database.transaction(kinds, "readwrite");
      const done = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      change(transaction);
      await done;
    } catch {
      this.database = null;
    }
  }
}

function openDatabase(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const [kind, keyPath] of Object.entries(KEYS)) request.result.createObjectStore(kind, { keyPath });
  };
  return finished(request);
}

function finished(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
