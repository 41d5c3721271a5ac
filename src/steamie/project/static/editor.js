// What Wagtail's templates would start by scripts within the page. No such script may run here (website/editing.py), so
// our versions of those templates leave a mark, and this file, which is ours, starts what each mark names.
"use strict";

const CLOCKS = ["initDateChooser", "initDateTimeChooser", "initTimeChooser"];
const CHOOSERS = ["Chooser", "ImageChooser", "PageChooser"];

function start(mark) {
  const { chooser, chooserFor, chooserOptions, inlinePanel } = mark.dataset;
  if (inlinePanel) new InlinePanel(JSON.parse(inlinePanel));
  if (CLOCKS.includes(chooser)) window[chooser](chooserFor, JSON.parse(chooserOptions));
  if (CHOOSERS.includes(chooser)) new window[chooser](chooserFor, JSON.parse(chooserOptions));
  mark.remove();
}

function startWithin(node) {
  if (node.nodeType === Node.ELEMENT_NODE) {
    for (const mark of node.querySelectorAll("[data-inline-panel], [data-chooser]")) start(mark);
  }
}

document.addEventListener("DOMContentLoaded", () => {
  startWithin(document.body);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) startWithin(node.parentElement ?? node);
    }
  }).observe(document.body, { childList: true, subtree: true });
});
