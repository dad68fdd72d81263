// Offers account names after @ and hashtags after # while somebody types.
import { openList } from "./suggestion_list.js";

const AT_CURSOR = /(?:[@＠](?<account>[\p{L}\p{N}_-]{0,30})|[#＃](?<hashtag>[^#＃@＠\n]{0,20}))$/u;

export function suggestNames(form) {
  const text = form.querySelector("[data-text]");
  const list = openList(form, text, take);
  let newest = 0;

  async function look() {
    const wanted = wordAtCursor(text);
    const turn = ++newest;
    if (!wanted) return list.close();
    const address = wanted.kind === "account" ? form.dataset.accounts : form.dataset.hashtags;
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: wanted.word })}`);
      const { items } = await answer.json();
      if (turn === newest) list.show(items, wanted);
    } catch {
      list.close();
    }
  }

  function take(name, wanted) {
    const inserted = wanted.kind === "account" ? `@${name} ` : `#${name}#`;
    const end = text.selectionStart;
    text.setRangeText(inserted, end - wanted.word.length - 1, end, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
    list.close();
  }

  text.addEventListener("input", (event) => {
    if (!event.isComposing) look();
  });
  text.addEventListener("compositionend", look);
  text.addEventListener("blur", () => setTimeout(() => list.close(), 200));
}

// A # that closes a hashtag is no beginning of one: count those before it on its line.
function wordAtCursor(text) {
  const before = text.value.slice(0, text.selectionStart);
  const match = AT_CURSOR.exec(before);
  if (!match) return null;
  if (match.groups.account !== undefined) return { kind: "account", word: match.groups.account };
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const marks = line.match(/[#＃]/gu).length;
  return marks % 2 ? { kind: "hashtag", word: match.groups.hashtag } : null;
}
