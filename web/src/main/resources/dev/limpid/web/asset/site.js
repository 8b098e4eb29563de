// Enhancements only: every page is complete without them.
(function () {
  "use strict";
  var root = document.documentElement;

  // Theme: system, light, dark; remembered in this browser.
  var toggle = document.querySelector("[data-theme-toggle]");
  if (toggle) {
    var show = function () { toggle.textContent = "Theme: " + (root.dataset.theme || "system"); };
    toggle.hidden = false;
    show();
    toggle.addEventListener("click", function () {
      var next = { light: "dark", dark: "" }[root.dataset.theme || ""];
      if (next === undefined) next = "light";
      if (next) root.dataset.theme = next; else delete root.dataset.theme;
      try {
        if (next) localStorage.setItem("limpid-theme", next); else localStorage.removeItem("limpid-theme");
      } catch (e) {
        // not remembered, but it holds for this page
      }
      show();
    });
  }
})();
