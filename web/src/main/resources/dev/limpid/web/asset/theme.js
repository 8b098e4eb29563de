// Runs before the page is drawn, so that a chosen theme does not flash. Keeps the choice in this browser only.
(function () {
  var root = document.documentElement;
  root.classList.add("scripted");
  try {
    var chosen = localStorage.getItem("limpid-theme");
    if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  } catch (e) {
    // storage may be forbidden; then the system's theme applies
  }
})();
