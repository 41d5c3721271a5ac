// Small kindnesses. Without this file the desk works all the same.

// Without a network: the page says so, and what was typed stays. What the desk could not take of a post is kept in this
// browser until it has taken it, so that it outlives a closed tab; signing out throws it away.
(() => {
  const notice = document.getElementById("offline");
  const { worker, person } = document.currentScript?.dataset ?? {};
  if (!notice) return;
  const say = (words) => {
    notice.textContent = words;
    notice.className = words ? "st_banner st_banner--warn" : "";
  };
  if (worker && navigator.serviceWorker) {
    navigator.serviceWorker.register(worker, { scope: "/desk/" }).catch(() => {}); // then there is only no page that says so
    navigator.serviceWorker.addEventListener("message", () =>
      say("No answer came. What you typed is still here. See whether it was saved, then press again."));
  }
  const offline = () => say("You are offline. What you type stays here. Press again when you are back.");
  addEventListener("offline", offline);
  addEventListener("online", () => say(""));
  if (!navigator.onLine) offline();
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[action$='/logout/']")) localStorage.clear();
    if (navigator.onLine || event.target.method !== "post") return;
    event.preventDefault();
    offline();
    notice.scrollIntoView({ block: "nearest" });
  });

  // Whoever sits down at this computer next, after a session that ran out, does not read what another typed.
  const mine = `typed:${person}:`;
  for (const name of Object.keys(localStorage)) if (name.startsWith("typed:") && !name.startsWith(mine)) localStorage.removeItem(name);
  const form = document.querySelector("form[data-hx-trigger*='input'], form#post[enctype]");
  if (!form || !person) return;
  const key = mine + location.pathname;
  const typed = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const keep = () => localStorage.setItem(key, JSON.stringify(typed()));
  document.addEventListener("input", ({ target }) => target.form === form && !navigator.onLine && keep()); // some stand outside it
  document.addEventListener("htmx:sendError", keep); // what looks at a post stands beside its form
  navigator.serviceWorker?.addEventListener("message", keep); // it was sent, and nobody answered
  document.addEventListener("htmx:afterRequest", ({ detail }) => detail.successful && localStorage.removeItem(key));
  form.addEventListener("submit", () => navigator.onLine && localStorage.removeItem(key));
  const back = JSON.parse(localStorage.getItem(key) || "null");
  if (!back || JSON.stringify(back) === JSON.stringify(typed())) return;
  for (const box of form.elements) {
    const values = back.filter(([name]) => name === box.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(box.type)) box.checked = values.includes(box.value);
    else if (values.length && !["file", "hidden", "submit", "button"].includes(box.type)) [box.value] = values;
  }
  if (!document.getElementById("typed")) say("Your words are back, as you left them while offline. They are not saved yet.");
})();

// A form that takes longer than a second says that it is being worked on.
(() => {
  const AFTER = 1000;
  let timer = 0;
  const said = document.getElementById("working");
  const rest = () => {
    clearTimeout(timer);
    said.textContent = "";
    said.classList.remove("st_wait--show");
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.closest("[data-hx-boost], [data-hx-post], [data-hx-get]")) return; // these have a sign of their own
    rest();
    timer = setTimeout(() => {
      said.textContent = form.dataset.working || "Working on it …";
      said.classList.add("st_wait--show");
    }, AFTER);
  });
  addEventListener("pageshow", rest); // coming back with the back button
})();

// A keyboard on a phone: what has the focus comes out from under the bar at the foot.
(() => {
  const bars = [...document.querySelectorAll(".st_nav, .st_act")];
  document.addEventListener("focusin", ({ target }) => {
    // A tap focuses too: were the page to move under the finger then, the tap would do nothing.
    if (!target.matches(":focus-visible") || bars.some((bar) => bar.contains(target))) return;
    const shown = bars.filter((bar) => bar.offsetHeight && ["fixed", "sticky"].includes(getComputedStyle(bar).position));
    if (!shown.length) return;
    const hidden = target.getBoundingClientRect().bottom - Math.min(...shown.map((bar) => bar.getBoundingClientRect().top));
    if (hidden > 0) scrollBy({ top: Math.min(hidden + 16, target.getBoundingClientRect().top), behavior: "instant" });
  });
})();

// A reason typed beside a question is no change of the words: looking at them again would take the question and the reason away.
for (const change of ["input", "change"]) {
  document.addEventListener(change, (event) => event.target.closest?.("#findings") && event.stopPropagation(), true);
}
