// Two kindnesses. Without this file the desk works all the same.

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
  const bar = document.querySelector(".st_nav");
  if (!bar) return;
  document.addEventListener("focusin", ({ target }) => {
    if (bar.contains(target) || getComputedStyle(bar).position !== "fixed") return;
    const hidden = target.getBoundingClientRect().bottom - bar.getBoundingClientRect().top;
    if (hidden > 0) scrollBy({ top: Math.min(hidden + 16, target.getBoundingClientRect().top), behavior: "instant" });
  });
})();
