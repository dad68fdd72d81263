// Lets people who have signed in like posts where they read them: one question for all posts on the screen. Without it,
// and without scripts, each count leads to a small page with a button.
import { sendInPlace } from "./send_in_place.js";
import { forgetSignedIn, isSignedIn } from "./signed_in.js";

const ADDRESS = "/likes/mine/";

async function ask(pages) {
  const answer = await fetch(`${ADDRESS}?pages=${pages.join(",")}`, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (answer.status === 204 || answer.redirected) forgetSignedIn();
  return answer.status === 200 ? answer.json() : { posts: [] };
}

// A link becomes a form of its own with the same words; what it is called stays the same, whether it is pressed or not.
function formFrom(link, token) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = link.href;
  form.dataset.likeForm = link.dataset.like;
  form.className = "post-card__form";
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "csrfmiddlewaretoken", value: token });
  const button = Object.assign(document.createElement("button"), { name: "action", className: link.className });
  button.append(...link.childNodes);
  form.append(field, button);
  const hadFocus = document.activeElement === link;
  link.replaceWith(form);
  if (hadFocus) button.focus();
  return form;
}

function show(form, post) {
  const button = form.elements.action;
  button.value = post.liked ? "take_back" : "like";
  button.setAttribute("aria-pressed", post.liked);
  button.querySelector("[data-like-total]").textContent = post.total;
  form.dataset.inPlace = post.said;
}

async function begin() {
  const links = [...document.querySelectorAll("a[data-like]")];
  if (!links.length || !isSignedIn()) return;
  const { token, posts } = await ask([...new Set(links.map((link) => link.dataset.like))]);
  for (const post of posts) {
    const same = links.filter((link) => link.isConnected && Number(link.dataset.like) === post.page);
    for (const link of same) show(formFrom(link, token), post);
  }
}

async function refresh(form) {
  const { posts } = await ask([form.dataset.likeForm]);
  for (const post of posts) show(form, post);
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-like-form]")) sendInPlace(event, () => refresh(event.target));
});
document.addEventListener("htmx:afterSettle", () => begin().catch(() => {}));
begin().catch(() => {});
