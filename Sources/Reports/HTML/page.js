
"use strict";
// Shows the objects and findings that match the search, the kind and the severities that are pressed.
(() => {
  const filters = document.getElementById("filters");
  if (!filters) return;
  filters.hidden = false;
  const search = document.getElementById("search");
  const kind = document.getElementById("kind");
  const expand = document.getElementById("expand");
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const chips = [...document.querySelectorAll(".chip")];
  const items = [...document.querySelectorAll("article")].map((element) => ({
    element,
    text: element.textContent.toLowerCase(),
    kind: element.dataset.kind ?? "",
    severity: element.dataset.severity ?? "",
    differences: [...element.querySelectorAll(".difference")],
  }));
  const objects = [...document.querySelectorAll(".object > details")];

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const pressed = new Set(
      chips.filter((chip) => chip.ariaPressed === "true").map((chip) => chip.dataset.severity));
    const has = (severity) => pressed.size === 0 || pressed.has(severity);
    let count = 0;
    for (const item of items) {
      let visible = (!kind?.value || item.kind === kind.value) && words.every((word) => item.text.includes(word));
      if (item.differences.length > 0) {
        let some = false;
        for (const difference of item.differences) {
          difference.hidden = !has(difference.dataset.severity);
          some ||= !difference.hidden;
        }
        visible &&= some;
      } else {
        visible &&= has(item.severity);
      }
      item.element.hidden = !visible;
      if (visible) count += 1;
    }
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector("article:not([hidden])");
    }
    const isFiltered = words.length > 0 || pressed.size > 0 || Boolean(kind?.value);
    shown.textContent = isFiltered ? `${count} of ${items.length} shown` : "";
    nothing.hidden = count > 0;
  }

  function label() {
    expand.textContent = objects.some((one) => !one.open) ? "Open all" : "Close all";
  }

  function clear() {
    search.value = "";
    if (kind) kind.value = "";
    for (const chip of chips) chip.ariaPressed = "false";
    apply();
    search.focus();
  }

  search.addEventListener("input", apply);
  kind?.addEventListener("change", apply);
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.ariaPressed = chip.ariaPressed === "true" ? "false" : "true";
      apply();
    });
  }
  expand.hidden = objects.length === 0;
  expand.addEventListener("click", () => {
    const open = objects.some((one) => !one.open);
    for (const one of objects) one.open = open;
    label();
  });
  for (const one of objects) one.addEventListener("toggle", label);
  label();
  document.getElementById("clear").addEventListener("click", clear);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input, select, textarea");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && event.target === search) {
      clear();
    }
  });

  // A link to an object opens it.
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target?.querySelector(":scope > details");
    if (details) details.open = true;
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
