// Enhancements only: every page is complete without them.
(function () {
  "use strict";
  var root = document.documentElement;
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };

  // Theme: system, light, dark; remembered in this browser and sent to nobody.
  var toggle = document.querySelector("[data-theme-toggle]");
  if (toggle) {
    var word = toggle.querySelector("[data-theme-word]");
    var show = function () {
      word.textContent = toggle.dataset[root.dataset.theme || "system"];
      toggle.title = word.textContent;
    };
    toggle.hidden = false;
    show();
    toggle.addEventListener("click", function () {
      var next = { "": "light", light: "dark", dark: "" }[root.dataset.theme || ""];
      if (next) root.dataset.theme = next; else delete root.dataset.theme;
      try {
        if (next) localStorage.setItem("limpid-theme", next); else localStorage.removeItem("limpid-theme");
      } catch (e) {
        // not remembered, but in effect on this page
      }
      show();
    });
  }

  // Reformats numbers and dates for the reader's locale with the same precision; in plain English they stay.
  // A page in another language than English uses its own locale.
  var language = /^en/i.test(root.lang || "en") ? navigator.language || "en" : root.lang;
  var plain = typeof Intl === "undefined" || /^en(-US)?$/i.test(language);
  var dateStyle = plain ? "en-GB" : language; // 20 Nov 2026: nobody takes the day for the month
  var day = function (date, options) { return new Intl.DateTimeFormat(dateStyle, Object.assign({ timeZone: "UTC" }, options)).format(new Date(date)); };
  var whole = { day: "numeric", month: "short", year: "numeric" };
  var percent = function (digits, least) {
    return new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: least === undefined ? digits : least, maximumFractionDigits: digits });
  };
  var share = /^([<>]?)(\d+(?:\.(\d+))?)%?$/;
  var inWords = function (m) { return m[1] + percent((m[3] || "").length).format(m[2] / 100); };
  if (!plain) {
    var count = new Intl.NumberFormat(language);
    all("data[data-count]").forEach(function (e) { e.textContent = count.format(Number(e.value)); });
    all("[data-percent]").forEach(function (e) {
      var m = share.exec(e.textContent);
      if (m) e.textContent = inWords(m);
    });
    all("[data-percent-range]").forEach(function (e) {
      var ends = e.textContent.split("–").map(function (end) { return share.exec(end); });
      if (ends.length !== 2 || !ends[0] || !ends[1]) return;
      var low = (ends[0][3] || "").length, high = (ends[1][3] || "").length;
      var together = percent(Math.max(low, high), Math.min(low, high));
      var one = ends[0][1] || ends[1][1] || ends[0][2] === ends[1][2] || !together.formatRange;
      e.textContent = one ? inWords(ends[0]) + "–" + inWords(ends[1]) : together.formatRange(ends[0][2] / 100, ends[1][2] / 100);
    });
    all("time[datetime]").forEach(function (e) {
      var at = e.dateTime;
      if (/^\d{4}-\d{2}$/.test(at)) e.textContent = day(at, { month: "long", year: "numeric" });
      else if (/^\d{4}-\d{2}-\d{2}$/.test(at)) e.textContent = day(at, whole);
      else e.textContent = day(at, { dateStyle: "medium", timeStyle: "short" }) + " UTC";
    });
    all("[data-day]").forEach(function (e) { e.textContent = day(e.getAttribute("data-day"), { day: "numeric", month: "short" }); });
    all("[data-month]").forEach(function (e) { e.textContent = day(e.getAttribute("data-month"), { month: "short", year: "numeric" }); });
    all("[data-points]").forEach(function (e) {
      e.textContent = e.textContent.replace(/\d+\.(\d+)/g, function (number, digits) {
        return new Intl.NumberFormat(language, { minimumFractionDigits: digits.length }).format(number);
      });
    });
    all("[data-days]").forEach(function (e) {
      var ends = e.dataset.days.split(" ").map(function (end) { return new Date(end); });
      var form = new Intl.DateTimeFormat(language, Object.assign({ timeZone: "UTC" }, whole));
      if (form.formatRange) e.textContent = form.formatRange(ends[0], ends[1]);
    });
  }

  // On paper nothing can be expanded.
  addEventListener("beforeprint", function () {
    all("details.open-in-print:not([open])").forEach(function (details) { details.open = true; details.dataset.printed = ""; });
  });
  addEventListener("afterprint", function () {
    all("details[data-printed]").forEach(function (details) { details.open = false; delete details.dataset.printed; });
  });

  // Search within a page; the words stay in the address.
  all("form[data-filter]").forEach(function (form) {
    var input = form.querySelector("input[type=search]");
    var output = form.querySelector("[data-filter-count]");
    var items = all(form.dataset.filter);
    form.classList.add("ready");
    var apply = function () {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var left = 0;
      items.forEach(function (item) {
        var text = (item.textContent + " " + (item.dataset.find || "")).toLowerCase();
        var hit = words.every(function (w) { return text.indexOf(w) >= 0; });
        item.hidden = !hit;
        if (hit) left++;
      });
      all("[data-filter-group]").forEach(function (group) {
        var hit = all(form.dataset.filter, group).some(function (item) { return !item.hidden; });
        group.hidden = !hit;
        if (group.tagName !== "DETAILS") return;
        if (group.dataset.was === undefined) group.dataset.was = group.open ? "open" : "";
        group.open = words.length ? hit : group.dataset.was === "open";
      });
      output.textContent = words.length ? (output.dataset.filterCount || "{left} of {all}").replace("{left}", left).replace("{all}", items.length) : "";
    };
    var asked = new URLSearchParams(location.search).get("q");
    if (asked) { input.value = asked; apply(); }
    input.addEventListener("input", function () {
      apply();
      var url = new URL(location.href);
      if (input.value) url.searchParams.set("q", input.value); else url.searchParams.delete("q");
      try { history.replaceState(null, "", url); } catch (e) { /* pages opened as files have no address to change */ }
    });
    // On a server the search covers more than this page.
    if (!form.getAttribute("action")) form.addEventListener("submit", function (event) { event.preventDefault(); });

    // Arrow keys move from the field through the results and back.
    form.parentNode.addEventListener("keydown", function (event) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      var at = document.activeElement;
      if (!step || (at !== input && !at.closest(form.dataset.filter))) return;
      var stops = [input].concat(all("a", form.parentNode).filter(function (link) {
        return link.closest(form.dataset.filter) && link.getClientRects().length;
      }));
      var next = stops[stops.indexOf(at) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  });

  // A click on a column's head sorts the table.
  all("table[data-sortable=true]").forEach(function (table) {
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    var value = function (row, column) {
      var cell = row.cells[column];
      var data = cell.querySelector("data, time");
      if (data) return data.value !== undefined ? Number(String(data.value).split(" ")[0]) : data.dateTime;
      return cell.textContent.trim();
    };
    Array.prototype.slice.call(table.tHead.rows[0].cells).forEach(function (head, column) {
      var text = head.textContent.trim();
      if (!text || head.classList.contains("bar-head")) return;
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var was = head.getAttribute("aria-sort");
        var next = was === "descending" ? "ascending" : was === "ascending" ? "" : "descending";
        all("th", table.tHead).forEach(function (other) { other.removeAttribute("aria-sort"); });
        if (next) head.setAttribute("aria-sort", next);
        var sorted = rows.slice();
        if (next) sorted.sort(function (a, b) {
          var x = value(a, column), y = value(b, column);
          var order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), undefined, { numeric: true });
          return next === "ascending" ? order : -order;
        });
        sorted.forEach(function (row) { body.appendChild(row); });
      });
    });
  });

  // Read a trend by pointer or arrow keys.
  var read3 = new Intl.NumberFormat(plain ? "en" : language, { style: "percent", maximumSignificantDigits: 3 });
  all("[data-panel]").forEach(function (panel) {
    var svg = panel.querySelector("svg.trend");
    var dots = all("circle.dot", svg);
    var readout = document.createElement("p");
    readout.className = "readout";
    readout.setAttribute("aria-live", "polite");
    panel.appendChild(readout);
    var at = -1;
    var read = function (i) {
      if (at >= 0) dots[at].setAttribute("r", "2.5");
      at = i;
      if (i < 0) { readout.textContent = ""; return; }
      var dot = dots[i];
      dot.setAttribute("r", "5");
      readout.textContent = day(dot.dataset.week, whole) + ": " + read3.format(dot.dataset.value) +
        " (" + read3.format(dot.dataset.low) + "–" + read3.format(dot.dataset.high) + ")";
    };
    svg.tabIndex = 0;
    svg.addEventListener("pointermove", function (event) {
      var best = -1, near = Infinity;
      dots.forEach(function (dot, i) {
        var box = dot.getBoundingClientRect();
        var away = Math.abs(box.left + box.width / 2 - event.clientX);
        if (away < near) { near = away; best = i; }
      });
      read(best);
    });
    svg.addEventListener("pointerleave", function () { read(-1); });
    svg.addEventListener("blur", function () { read(-1); });
    svg.addEventListener("keydown", function (event) {
      var step = { ArrowLeft: -1, ArrowRight: 1, Home: -1e9, End: 1e9 }[event.key];
      if (!step) return;
      event.preventDefault();
      read(Math.max(0, Math.min(dots.length - 1, (at < 0 ? dots.length : at) + step)));
    });
  });

  // The same for lines on one axis: shows the table's row of the week.
  all("svg.lines.tall").forEach(function (svg) {
    var rows = all("table.dense tbody tr").reverse();
    if (!rows.length || !document.getElementById("table")) return;
    var names = all("table.dense thead th.num").slice(1).map(function (head) { return head.textContent; });
    var weeks = rows.map(function (row) { return Date.parse(row.querySelector("time").dateTime); });
    var cursor = document.createElementNS(svg.namespaceURI, "line");
    cursor.setAttribute("class", "cursor");
    cursor.setAttribute("y2", "100%");
    var readout = document.createElement("p");
    readout.className = "readout";
    readout.setAttribute("aria-live", "polite");
    svg.parentNode.insertBefore(readout, svg.nextSibling);
    var place = function (i) { return weeks.length < 2 ? 0.5 : 0.02 + 0.96 * (weeks[i] - weeks[0]) / (weeks[weeks.length - 1] - weeks[0]); };
    var at = -1;
    var read = function (i) {
      at = i;
      if (i < 0) { readout.textContent = ""; cursor.remove(); return; }
      cursor.setAttribute("x1", 100 * place(i) + "%");
      cursor.setAttribute("x2", 100 * place(i) + "%");
      svg.appendChild(cursor);
      var cells = Array.prototype.slice.call(rows[i].cells);
      readout.textContent = rows[i].querySelector("time").textContent + ": " + names.map(function (name, k) {
        var range = cells[k + 2].querySelector("[data-percent-range]");
        var share = cells[k + 2].querySelector("b");
        return name + " " + (share ? share.textContent + (range ? " (" + range.textContent + ")" : "") : "–");
      }).concat(cells[cells.length - 1].textContent || []).join(", ");
    };
    svg.tabIndex = 0;
    svg.addEventListener("pointermove", function (event) {
      var grid = svg.querySelector(".grid").getBoundingClientRect();
      var x = (event.clientX - grid.left) / grid.width;
      var best = 0;
      weeks.forEach(function (week, i) { if (Math.abs(place(i) - x) < Math.abs(place(best) - x)) best = i; });
      read(best);
    });
    svg.addEventListener("pointerleave", function () { read(-1); });
    svg.addEventListener("blur", function () { read(-1); });
    svg.addEventListener("keydown", function (event) {
      var step = { ArrowLeft: -1, ArrowRight: 1, Home: -1e9, End: 1e9 }[event.key];
      if (!step) return;
      event.preventDefault();
      read(Math.max(0, Math.min(weeks.length - 1, (at < 0 ? weeks.length : at) + step)));
    });
  });

  // A picture of a chart, drawn from its SVG.
  all("button[data-png]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      fetch(button.dataset.png).then(function (answer) {
        if (!answer.ok) throw new Error("the drawing answered " + answer.status);
        return answer.blob();
      }).then(function (svg) {
        var url = URL.createObjectURL(svg);
        var picture = new Image();
        picture.onload = function () {
          var canvas = document.createElement("canvas");
          canvas.width = picture.naturalWidth * 2;
          canvas.height = picture.naturalHeight * 2;
          canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
          URL.revokeObjectURL(url);
          canvas.toBlob(function (png) {
            var link = document.createElement("a");
            link.href = URL.createObjectURL(png);
            link.download = button.dataset.name + ".png";
            link.click();
            setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
          }, "image/png");
        };
        picture.src = url;
      }).catch(function (e) { button.textContent = "PNG failed: " + e.message; });
    });
  });

  // Copy what is meant to be copied.
  if (navigator.clipboard) {
    all(".copy").forEach(function (box) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = box.dataset.copy || "Copy";
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(box.querySelector("code").textContent.trim()).then(function () {
          button.textContent = box.dataset.copied || "Copied";
        }, function () { button.textContent = box.dataset.byHand || "Select it by hand"; });
      });
      box.appendChild(button);
    });
  }
})();
