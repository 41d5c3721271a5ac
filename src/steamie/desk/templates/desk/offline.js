// Answers for the desk while there is no network: it says so, and a form that could not be sent stays as it was typed.
// Only that one page and the files that draw it are kept here. Pages of the desk never are.
"use strict";

const STORE = "steamie-{{ version }}";
const OFFLINE = "{% url 'phone:offline' %}";
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll([OFFLINE, ...FILES])).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("steamie-") && name !== STORE);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => clients.claim()),
  );
});

const unanswered = async () => {
  for (const page of await clients.matchAll({ type: "window" })) page.postMessage("unanswered");
  return new Response(null, { status: 204 }); // the browser stays where it is, with all that was typed
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const file = FILES.includes(new URL(request.url).pathname);
  if (request.mode !== "navigate" && !file) return;
  const instead = () => (request.method === "GET" ? caches.match(file ? request : OFFLINE) : unanswered());
  event.respondWith(fetch(request).catch(instead));
});
