// A form that takes longer than a second says that it is being worked on. Without this file the browser's own sign is there.
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
    if (event.defaultPrevented || form.closest("[hx-boost], [hx-post], [hx-get]")) return; // these have a sign of their own
    rest();
    timer = setTimeout(() => {
      said.textContent = form.dataset.working || "Working on it …";
      said.classList.add("st_wait--show");
    }, AFTER);
  });
  addEventListener("pageshow", rest); // coming back with the back button
})();
