// What was typed, kept in this browser for the person who typed it until it is saved, or for a week.
const PREFIX = "composer ";
const WEEK = 7 * 24 * 3600 * 1000;

export function keptWords(form) {
  const mine = `${PREFIX}${form.dataset.person} ${form.getAttribute("action")} `;
  const own = mine + form.elements.key.value;

  return {
    own,
    keep: (words) => write(own, { ...words, at: Date.now() }),
    write,
    drop: (name) => localStorage.removeItem(name),
    // The newest words of another form at the same place.
    newest: () =>
      names()
        .filter((name) => name.startsWith(mine) && name !== own)
        .sort((one, other) => read(other).at - read(one).at)[0],
    read,
  };
}

export function forgetSaved() {
  const saved = /(?:^|; )composer_saved=([^;]+)/.exec(document.cookie)?.[1];
  for (const name of names()) {
    if ((saved && name.endsWith(` ${saved}`)) || !(read(name).at > Date.now() - WEEK)) localStorage.removeItem(name);
  }
}

function names() {
  return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}

function write(name, words) {
  localStorage.setItem(name, JSON.stringify(words));
}
