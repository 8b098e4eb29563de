// Verifies both trees of the log in the reader's own browser: signatures, tree, and the newest configuration and published
// week against their entries. What a browser cannot check is reported, not skipped.
(function () {
  "use strict";
  var box = document.querySelector("[data-verify]");
  if (!box) return;
  var start = box.querySelector("[data-verify-start]");
  var needs = box.querySelector("[data-verify-needs]");
  var trees = Array.prototype.slice.call(box.querySelectorAll("[data-tree]"));
  var verdict = box.querySelector("[data-verify-verdict]");
  // The page's sentences, in its language: a key that has the forms .one and .other is about the number n.
  var sentences = {};
  Array.prototype.forEach.call(box.querySelectorAll("[data-say]"), function (each) { sentences[each.dataset.say] = each.textContent; });
  var say = function (key, values) {
    var one = values && values.n === 1 && sentences[key + ".one"];
    return (one || sentences[key] || sentences[key + ".other"]).replace(/\{([a-zA-Z]+)\}/g, function (place, name) { return values[name]; });
  };
  var subtle = window.crypto && window.crypto.subtle;
  if (!subtle) {
    needs.textContent = say("plain", { command: box.dataset.command });
    return;
  }
  needs.hidden = true;
  start.hidden = false;

  var MOST = 20000;
  var MOST_BYTES = 20000000;
  var utf8 = new TextEncoder();
  var from64 = function (text) { return Uint8Array.from(atob(text), function (c) { return c.charCodeAt(0); }); };
  var to64 = function (bytes) { return btoa(String.fromCharCode.apply(null, bytes)); };
  var hex = function (bytes) { return Array.prototype.map.call(bytes, function (b) { return (b < 16 ? "0" : "") + b.toString(16); }).join(""); };
  var sha256 = async function (bytes) { return new Uint8Array(await subtle.digest("SHA-256", bytes)); };
  var join = function () {
    var parts = Array.prototype.slice.call(arguments);
    var out = new Uint8Array(parts.reduce(function (n, p) { return n + p.length; }, 0));
    var at = 0;
    parts.forEach(function (p) { out.set(p, at); at += p.length; });
    return out;
  };
  var same = function (a, b) { return a.length === b.length && a.every(function (x, i) { return x === b[i]; }); };
  var wrong = function (text) { var e = new Error(text); e.dishonest = true; return e; };

  var get = async function (path) {
    var answer = await fetch(box.dataset.root + path, { cache: "no-store" });
    if (!answer.ok) throw new Error(say("status", { path: path, status: answer.status }));
    return new Uint8Array(await answer.arrayBuffer());
  };
  var stepIn = function (tree) {
    return function (text, how) {
      var item = document.createElement("li");
      item.textContent = text;
      item.className = how;
      tree.querySelector("ol").appendChild(item);
    };
  };

  // name+hash+base64(type, key); the key itself may contain a plus
  var parseKey = async function (text) {
    var first = text.indexOf("+"), second = text.indexOf("+", first + 1);
    var name = text.slice(0, first);
    var data = from64(text.slice(second + 1));
    var id = (await sha256(join(utf8.encode(name + "\n"), data))).slice(0, 4);
    if (hex(id) !== text.slice(first + 1, second)) throw wrong(say("key", { name: name }));
    return { name: name, id: id, type: data[0], raw: data.slice(1) };
  };
  var parseNote = function (bytes) {
    var text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    var split = text.lastIndexOf("\n\n");
    if (split < 0) throw wrong(say("note"));
    var signatures = text.slice(split + 2).split("\n").filter(Boolean).map(function (line) {
      var m = /^\u2014 (\S+) (\S+)$/.exec(line);
      if (!m) throw wrong(say("signature.line"));
      var data = from64(m[2]);
      return { name: m[1], id: data.slice(0, 4), data: data.slice(4) };
    });
    return { text: text.slice(0, split + 1), signatures: signatures };
  };
  var ed25519 = async function (raw, signature, message) {
    var key = await subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
    return subtle.verify({ name: "Ed25519" }, key, signature, message);
  };
  var canSign = async function () {
    try {
      await subtle.importKey("raw", new Uint8Array(32), { name: "Ed25519" }, false, ["verify"]);
      return true;
    } catch (e) {
      return false;
    }
  };
  // The time of a signature by this key; 0 for a plain signature, -1 if there is none.
  var signedAt = async function (note, key) {
    for (var i = 0; i < note.signatures.length; i++) {
      var s = note.signatures[i];
      if (s.name !== key.name || !same(s.id, key.id)) continue;
      var message = note.text, signature = s.data, time = 0;
      if (key.type === 4) {
        time = Number(new DataView(s.data.buffer, s.data.byteOffset, 8).getBigUint64(0));
        message = "cosignature/v1\ntime " + time + "\n" + note.text;
        signature = s.data.slice(8);
      }
      if (!(await ed25519(key.raw, signature, utf8.encode(message)))) throw wrong(say("signature", { name: key.name }));
      return time;
    }
    return -1;
  };

  var tileName = function (n) {
    var out = String(n % 1000).padStart(3, "0");
    for (n = Math.floor(n / 1000); n > 0; n = Math.floor(n / 1000)) out = "x" + String(n % 1000).padStart(3, "0") + "/" + out;
    return out;
  };
  var entries = async function (root, size) {
    var all = [];
    for (var n = 0; n * 256 < size; n++) {
      var width = Math.min(256, size - n * 256);
      var bytes = await get(root + "tile/entries/" + tileName(n) + (width < 256 ? ".p/" + width : ""));
      var at = 0;
      for (var i = 0; i < width; i++) {
        if (at + 2 > bytes.length) throw wrong(say("tile"));
        var length = bytes[at] * 256 + bytes[at + 1];
        if (at + 2 + length > bytes.length) throw wrong(say("tile"));
        all.push(bytes.slice(at + 2, at + 2 + length));
        at += 2 + length;
      }
    }
    return all;
  };
  // RFC 6962: leaves under 00, nodes under 01; a stack of perfect subtrees, folded from the right at the end.
  var rootOf = async function (all) {
    if (!all.length) return sha256(new Uint8Array(0));
    var stack = [];
    for (var i = 0; i < all.length; i++) {
      stack.push(await sha256(join(new Uint8Array([0]), all[i])));
      for (var n = i + 1; n % 2 === 0; n /= 2) {
        var right = stack.pop(), left = stack.pop();
        stack.push(await sha256(join(new Uint8Array([1]), left, right)));
      }
    }
    var root = stack.pop();
    while (stack.length) root = await sha256(join(new Uint8Array([1]), stack.pop(), root));
    return root;
  };

  // The files of a zip by its central directory.
  var unzip = async function (bytes) {
    var view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    var end = bytes.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
    if (end < 0) throw wrong(say("zip"));
    var count = view.getUint16(end + 10, true), at = view.getUint32(end + 16, true), files = [];
    for (var i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== 0x02014b50) throw wrong(say("zip.damaged"));
      var method = view.getUint16(at + 10, true), packed = view.getUint32(at + 20, true);
      var nameLength = view.getUint16(at + 28, true), local = view.getUint32(at + 42, true);
      var name = new TextDecoder().decode(bytes.slice(at + 46, at + 46 + nameLength));
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
      var from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      var data = bytes.slice(from, from + packed);
      if (method === 8) {
        var plain = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
        try {
          data = new Uint8Array(await new Response(plain).arrayBuffer());
        } catch (e) {
          throw wrong(say("zip.damaged"));
        }
      } else if (method !== 0) {
        throw wrong(say("zip.packed"));
      }
      files.push({ name: name, data: data });
    }
    return files;
  };
  var hash1 = async function (files) {
    var named = files.map(function (file) { return { key: utf8.encode(file.name), file: file }; });
    named.sort(function (a, b) { var x = hex(a.key), y = hex(b.key); return x < y ? -1 : x > y ? 1 : 0; });
    var text = "";
    for (var i = 0; i < named.length; i++) text += hex(await sha256(named[i].file.data)) + "  " + named[i].file.name + "\n";
    return "h1:" + to64(await sha256(utf8.encode(text)));
  };
  var escaped = function (text) { return text.replace(/[A-Z]/g, function (c) { return "!" + c.toLowerCase(); }); };

  // The record of an entry: module, version, h1 digest.
  var records = function (all) {
    return all.map(function (entry) {
      var words = new TextDecoder().decode(entry).split("\n")[0].split(" ");
      return { module: words[0], version: words[1], hash: words[2] };
    });
  };
  // The files of a module, if they are those of its entry.
  var logged = async function (record) {
    var files = await unzip(await get("log/" + escaped(record.module) + "/@v/" + escaped(record.version) + ".zip"));
    if ((await hash1(files)) !== record.hash) throw wrong(say("entry", { module: record.module + " " + record.version }));
    return files;
  };

  var signatures = async function (tree, note, step) {
    if (!(await canSign())) {
      step(say("hashes"), "open");
      return false;
    }
    var keys = tree.dataset.keys.split("\n").filter(Boolean), signed = 0;
    for (var i = 0; i < keys.length; i++) if ((await signedAt(note, await parseKey(keys[i]))) >= 0) signed++;
    if (!signed) throw wrong(say("unsigned"));
    step(say("signed"), "ok");
    var witnesses = tree.dataset.witnesses.split("\n").filter(Boolean);
    for (var w = 0; w < witnesses.length; w++) {
      var key = await parseKey(witnesses[w]), time = await signedAt(note, key);
      if (time >= 0) step(say(time ? "cosigned.day" : "cosigned", { name: key.name, day: new Date(time * 1000).toISOString().slice(0, 10) }), "ok");
      else step(say("cosigned.not", { name: key.name }), "open");
    }
    return true;
  };

  var configuration = async function (all, step) {
    var newest = all[all.length - 1];
    await logged(newest);
    step(say("config", { version: newest.version }), "ok");
  };

  var publishedData = async function (all, step) {
    var text = new TextDecoder();
    var weeks = JSON.parse(text.decode(await get("data/index.json"))).Weeks;
    var known = {};
    all.forEach(function (record) { if (/\/data$/.test(record.module)) known[record.version] = record; });
    weeks.forEach(function (week) {
      week.Earlier.concat(week).forEach(function (one) {
        if (!known[one.Version]) throw wrong(say("publication", { week: week.Week, version: one.Version }));
      });
    });
    step(say("weeks", { n: weeks.length }), "ok");
    if (!weeks.length) return;
    var newest = weeks.reduce(function (a, b) { return a.Week > b.Week ? a : b; });
    var files = await logged(known[newest.Version]);
    var manifest = files.filter(function (file) { return /\/manifest\.json$/.test(file.name); });
    var says = manifest.length ? JSON.parse(text.decode(manifest[0].data)).Weeks.filter(function (week) { return week.Week === newest.Week; })[0] : null;
    if (!says || says.SHA256 !== newest.SHA256) throw wrong(say("digest.not", { week: newest.Week }));
    step(say("digest", { week: newest.Week }), "ok");
    if (newest.Bytes > MOST_BYTES) {
      step(say("file.long", { n: newest.Bytes }), "open");
      return;
    }
    var file = await get("data/" + newest.Week + ".ndjson.zst");
    if (hex(await sha256(file)) !== newest.SHA256) throw wrong(say("file.not", { week: newest.Week }));
    step(say("file", { week: newest.Week, n: newest.Answers }), "ok");
  };

  var check = async function (tree) {
    var step = stepIn(tree);
    var root = "log/" + tree.dataset.tree + "/";
    var note = parseNote(await get(root + "checkpoint"));
    var lines = note.text.split("\n");
    var size = Number(lines[1]);
    if (lines[0] !== tree.dataset.origin || !/^\d+$/.test(lines[1])) throw wrong(say("origin", { origin: lines[0] }));
    step(say("head", { n: size }), "ok");
    var whole = await signatures(tree, note, step);
    if (size > MOST) {
      step(say("long", { command: box.dataset.command }), "open");
      return false;
    }
    var all = await entries(root, size);
    if (to64(await rootOf(all)) !== lines[2]) throw wrong(say("root.not"));
    step(say("root"), "ok");
    if (!size) return whole;
    if (typeof DecompressionStream === "undefined") {
      step(say("unpack"), "open");
      return false;
    }
    await (tree.dataset.tree === "config" ? configuration : publishedData)(records(all), step);
    return whole;
  };

  // Each tree is checked, whatever the result of the other; the worst outcome is the verdict.
  var run = async function () {
    var whole = true, failed = null;
    for (var i = 0; i < trees.length; i++) {
      try {
        whole = (await check(trees[i])) && whole;
      } catch (e) {
        stepIn(trees[i])(e.message, "bad");
        if (!failed || (e.dishonest && !failed.dishonest)) failed = e;
      }
    }
    if (failed && failed.dishonest) return say("verdict.not");
    if (failed) return say("verdict.unknown", { reason: failed.message });
    return say(whole ? "verdict" : "verdict.part");
  };

  start.addEventListener("click", function () {
    start.disabled = true;
    trees.forEach(function (tree) {
      tree.querySelector("h3").hidden = false;
      tree.querySelector("ol").textContent = "";
    });
    verdict.textContent = say("checking");
    run().then(function (words) {
      verdict.textContent = words;
      start.disabled = false;
    });
  });
})();
