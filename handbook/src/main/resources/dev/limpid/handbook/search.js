"use strict";
(() => {
  const sections = JSON.parse(document.getElementById("sections").textContent);
  const field = document.getElementById("q");
  const said = document.getElementById("said");
  const found = document.getElementById("found");
  const most = 40;

  const plain = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const searched = sections.map(section => section.map(plain));

  /* A section is found if it contains every word; words in its heading count more than words in its text. */
  const rank = (section, words) => {
    let sum = 0;
    for (const word of words) {
      const inHeading = section[2].includes(word);
      const inTitle = section[1].includes(word);
      const times = section[3].split(word).length - 1;
      if (!inHeading && !inTitle && times === 0) {
        return 0;
      }
      sum += (inHeading ? 20 : 0) + (inTitle ? 8 : 0) + Math.min(times, 5);
    }
    return sum;
  };

  const around = (text, word) => {
    const at = Math.max(0, plain(text).indexOf(word) - 60);
    return (at > 0 ? "…" : "") + text.slice(at, at + 200) + (at + 200 < text.length ? "…" : "");
  };

  const line = (section, words) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = section[0];
    link.textContent = section[2];
    item.append(link);
    if (section[1] !== section[2]) {
      item.append(" in " + section[1]);
    }
    const text = document.createElement("div");
    text.className = "soft";
    text.textContent = around(section[3], words[0]);
    item.append(text);
    return item;
  };

  const search = () => {
    const words = plain(field.value).split(/\s+/).filter(word => word !== "");
    const ranked = words.length === 0 ? [] : searched
      .map((section, index) => [rank(section, words), index])
      .filter(one => one[0] > 0)
      .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    found.replaceChildren(...ranked.slice(0, most).map(one => line(sections[one[1]], words)));
    said.textContent = words.length === 0 ? "Type what you are looking for."
      : ranked.length === 0 ? "Nothing found."
      : ranked.length > most ? "The best " + most + " of " + ranked.length + " places."
      : ranked.length === 1 ? "1 place." : ranked.length + " places.";
  };

  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", search);
  search();
})();
