// A kindness: dragging a post to another day fills in the bar that works without a script. Nothing moves before Move is pressed.
(() => {
  const DROP = "st_day--drop";
  let post = "";
  document.addEventListener("dragstart", ({ target }) => {
    post = target.closest?.("[data-post]")?.dataset.post ?? "";
  });
  document.addEventListener("dragend", () => { post = ""; });
  for (const day of document.querySelectorAll("[data-day]")) {
    day.addEventListener("dragover", (event) => {
      if (!post) return;
      event.preventDefault();
      day.classList.add(DROP);
    });
    day.addEventListener("dragleave", () => day.classList.remove(DROP));
    day.addEventListener("drop", (event) => {
      if (!post) return;
      event.preventDefault();
      day.classList.remove(DROP);
      location.href = `${location.pathname}?${new URLSearchParams({ choose: 1, post, day: day.dataset.day })}`;
    });
  }
})();
